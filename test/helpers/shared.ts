import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Folder with reference data that lies beside the checkout, or undefined when there is none. */
export const sharedFolder: string | undefined = [process.env.RULEWRIGHT_SHARED, join(root, '../shared')].find(
  (folder) => folder !== undefined && existsSync(folder),
);

/** Why tests that need reference data are skipped; shown in their names. */
export const sharedMissing = 'skipped: no reference data beside the checkout (set RULEWRIGHT_SHARED)';
