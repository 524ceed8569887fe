import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../helpers/shared.js';
import { anchorsOf, filesBelow } from './markdown.js';

/** Comments cite pages of docs/ by path and anchor; each citation must resolve. */
const sources = ['server', 'client', 'test', 'scripts']
  .flatMap((folder) => filesBelow(folder, /\.(?:ts|mjs)$/))
  // The examples below are dead on purpose.
  .filter((path) => path !== 'test/docs/citations.test.ts');

const comment = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm;

/** Returns the comments of a source file, each on one line. */
function commentsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(comment)].map(([found]) => found.replace(/\n\s*\*/g, ''));
}

/** Returns the problems with the citations of a comment. */
function faultsOf(text: string): string[] {
  const pages = [...text.matchAll(/\bdocs\/([\w./-]+\.md)(?:#([\w-]+))?/g)];
  const dead = pages.flatMap(([cited, page = '', anchor]) => {
    const path = `docs/${page}`;
    if (!existsSync(join(root, path))) return [`${cited}: no such file`];
    return anchor === undefined || anchorsOf(path).has(anchor) ? [] : [`${cited}: no such heading`];
  });
  const elsewhere = [...text.matchAll(/\bspec\/\w[\w-]*|\bDESIGN\b|\bsections? \d[\d.]*/g)];
  return [...dead, ...elsewhere.map(([cited]) => `${cited}: not a page of docs/`)];
}

test('comments cite pages and headings that exist', () => {
  const faults = sources.flatMap((path) =>
    commentsOf(path).flatMap((text) => faultsOf(text).map((fault) => `${path}: ${fault}`)),
  );
  expect(faults).toEqual([]);
});

test('the search for citations finds them', () => {
  expect(faultsOf('/** Keys (docs/semantics/eql.md#keys). */')).toEqual([]);
  expect(faultsOf('/** Keys (docs/semantics/eql.md#nowhere). */')).toEqual([
    'docs/semantics/eql.md#nowhere: no such heading',
  ]);
  expect(faultsOf('/** Keys (docs/nowhere.md). */')).toEqual(['docs/nowhere.md: no such file']);
  expect(faultsOf(`// See ${'spec'}/EQL.md section 3`)).toHaveLength(2);
});
