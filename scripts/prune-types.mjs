/**
 * Keeps only the declarations that the library's own reach, and fails if one of them imports a package: users
 * of Rulewright have none of our packages installed.
 */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** An import in a declaration, in any form. */
const imported = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

/**
 * Removes the declarations in a folder that `entry` does not reach. Throws if a declaration imports a
 * package.
 */
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
