import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A section of the reference data; `npm run fetch:corpus` downloads the public rules. */
type ReferencePart = 'cases' | 'corpus' | 'events' | 'sigma';

/** Where reference data can be: a folder of the user, one next to the checkout, or the downloaded one. */
const places = [process.env.RULEWRIGHT_SHARED, join(root, '../shared'), join(root, '.reference')];

/** Returns the folder of a section of the reference data, or undefined if it is missing. */
export function referenceFolder(part: ReferencePart): string | undefined {
  return places.flatMap((place) => (place === undefined ? [] : [join(place, part)])).find(existsSync);
}

/** The reason why tests that need reference data are skipped; it is shown in their names. */
export const sharedMissing =
  'skipped: no reference data (a folder "shared" beside the checkout, RULEWRIGHT_SHARED, or npm run fetch:corpus)';
