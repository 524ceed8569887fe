import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A part of the reference data; `npm run fetch:corpus` gets the rules that are public. */
type ReferencePart = 'cases' | 'corpus' | 'events' | 'sigma';

/** Where reference data is looked for: a folder of the user, one beside the checkout, and what was fetched. */
const places = [process.env.RULEWRIGHT_SHARED, join(root, '../shared'), join(root, '.reference')];

/** Returns the folder of a part of the reference data; undefined when there is none. */
export function referenceFolder(part: ReferencePart): string | undefined {
  return places.flatMap((place) => (place === undefined ? [] : [join(place, part)])).find(existsSync);
}

/** Why tests that need reference data are skipped; shown in their names. */
export const sharedMissing =
  'skipped: no reference data (a folder "shared" beside the checkout, RULEWRIGHT_SHARED, or npm run fetch:corpus)';
