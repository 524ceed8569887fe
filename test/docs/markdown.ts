import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../helpers/shared.js';

const scripts = '../../scripts/markdown-anchors.mjs';
const { anchorOf } = (await import(scripts)) as { anchorOf(heading: string): string };

const skipped = new Set(['node_modules', 'dist', '.git', '.cache', '.reference', 'coverage']);

/**
 * Returns the files below a folder of the repository whose names match `ending`, as paths from its root with
 * `/`.
 */
export function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (skipped.has(entry.name)) return [];
    if (entry.isDirectory()) return filesBelow(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

/** Returns Markdown without code, where links and headings do not count. */
export function withoutCode(text: string): string {
  return text.replace(/^ *(```+|~~~+)[\s\S]*?^ *\1 *$/gm, '');
}

const anchors = new Map<string, ReadonlySet<string>>();

/** Returns the anchors of the headings of a Markdown file of the repository. */
export function anchorsOf(path: string): ReadonlySet<string> {
  const known = anchors.get(path);
  if (known) return known;
  const found = new Set<string>();
  for (const [, heading = ''] of withoutCode(readFileSync(join(root, path), 'utf8')).matchAll(
    /^#{1,6} +(.+)$/gm,
  )) {
    const anchor = anchorOf(heading);
    let unique = anchor;
    for (let number = 1; found.has(unique); number++) unique = `${anchor}-${number}`;
    found.add(unique);
  }
  anchors.set(path, found);
  return found;
}
