/**
 * Leaves of the declarations of all sources those that the library's own reach, and fails when one of them needs a package:
 * whoever installs Rulewright has none of ours.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What a declaration imports, in any form. */
const imported = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Removes what `entry` does not reach in the folder; throws when a declaration imports a package. */
export function pruneTypes(folder, entry) {
  const reached = new Set();
  const visit = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, target] of readFileSync(file, 'utf8').matchAll(imported)) {
      if (!target.startsWith('.'))
        throw new Error(`${file} imports the package ${target}, which users do not have`);
      visit(resolve(dirname(file), target.replace(/\.js$/, '.d.ts')));
    }
  };
  visit(resolve(folder, entry));
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = resolve(folder, name);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() && !reached.has(file)) rmSync(file);
  }
  removeEmptyFolders(folder);
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
