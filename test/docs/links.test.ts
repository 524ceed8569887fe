import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../helpers/shared.js';
import { anchorsOf, filesBelow, withoutCode } from './markdown.js';

/** Every link in every Markdown file points to a file, and its anchor to a heading. */
const pages = filesBelow('', /\.md$/);

const link = /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|\b(?:src|href)="([^"]+)"/g;

function deadLinks(path: string, text: string): string[] {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(link)].flatMap(([, markdown, html]) => {
    const target = markdown ?? html ?? '';
    if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const found = file === '' ? path : posix.normalize(posix.join(dirname(path), decodeURI(file)));
    if (found.startsWith('..') || !existsSync(join(root, found))) return [`${path}: ${target}: no such file`];
    if (anchor === undefined || statSync(join(root, found)).isDirectory() || !found.endsWith('.md'))
      return [];
    return anchorsOf(found).has(anchor) ? [] : [`${path}: ${target}: no such heading`];
  });
}

test('links in Markdown lead to files and headings', () => {
  expect(pages.length).toBeGreaterThan(200);
  expect(pages.flatMap((path) => deadLinks(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
});

test('the search for dead links finds them', () => {
  const text =
    '[a](nowhere.md) [b](eql.md#keys) [c](eql.md#nowhere) [d](https://example.com) `[e](nowhere.md)`';
  expect(deadLinks('docs/semantics/page.md', text)).toEqual([
    'docs/semantics/page.md: nowhere.md: no such file',
    'docs/semantics/page.md: eql.md#nowhere: no such heading',
  ]);
});
