/** Writes a documentation page for each code, and the list of all, to docs/lints. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, writeOutput } from './generators.mjs';
import { loadModule } from './load-module.mjs';

const folder = 'docs/lints';

export default async function generate() {
  const { codePage, codeTables, documentedCodes } = await loadModule('server/src/lint/documentation.ts');
  mkdirSync(join(root, folder), { recursive: true });
  const pages = new Map(documentedCodes.map((code) => [`${code}.md`, codePage(code)]));
  pages.set('README.md', codeTables());
  for (const name of readdirSync(join(root, folder))) {
    if (!pages.has(name)) rmSync(join(root, folder, name));
  }
  // Write the list last: its modification time shows whether all pages are up to date.
  for (const [name, text] of pages) {
    const path = `${folder}/${name}`;
    const full = join(root, path);
    const same = name !== 'README.md' && existsSync(full) && readFileSync(full, 'utf8') === text;
    if (!same) writeOutput(path, text);
  }
}
