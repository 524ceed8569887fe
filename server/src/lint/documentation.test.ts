import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lintCodes } from '../text/lint-codes.generated.js';
import { otherCodes } from '../text/other-codes.js';
import type { ProblemCode } from '../text/problem.js';
import { codePage, documentedCodes } from './documentation.js';
import { lints } from './registry.generated.js';

test('the type of codes has the ids of all lints and the table of other codes, and nothing twice', () => {
  expect(lintCodes).toEqual(lints.map(({ id }) => id));
  const all: readonly ProblemCode[] = [...lintCodes, ...(Object.keys(otherCodes) as ProblemCode[])];
  expect(documentedCodes).toEqual(all);
  expect(new Set(all).size).toBe(all.length);
});

test('something reports each of the other codes', () => {
  const source = fileURLToPath(new URL('..', import.meta.url));
  const files = (readdirSync(source, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !/\.(?:test|generated)\.ts$|other-codes\.ts$/.test(name))
    .map((name) => readFileSync(join(source, name), 'utf8'));
  const isReported = (code: string): boolean => {
    const written = code.replace(/^(?:eql|esql|kuery|lucene)-runtime$/, '`$${language}-runtime`');
    return files.some((text) => text.includes(written === code ? `'${code}'` : written));
  };
  expect(Object.keys(otherCodes).filter((code) => !isReported(code))).toEqual([]);
});

describe('pages', () => {
  test.each(documentedCodes)('%s: says what is wrong, why, and what to do', (code) => {
    const page = codePage(code);
    expect(page).toMatch(new RegExp(`^# ${code}\n\n\\S.*\\.\n\n\\S.*\\.\n`));
    expect(page).toMatch(/^## (?:Prefer|What to do)\n\n\S/m);
  });

  test('of a code that does not exist there is none', () => {
    expect(codePage('constructor')).toBeUndefined();
    expect(codePage('key-unknwon')).toBeUndefined();
  });

  test('docs/lints has them all and no other', () => {
    const folder = 'docs/lints';
    const files = readdirSync(folder).filter((name) => name !== 'README.md');
    expect(files.sort()).toEqual(documentedCodes.map((code) => `${code}.md`).sort());
    for (const code of documentedCodes)
      expect(readFileSync(join(folder, `${code}.md`), 'utf8')).toBe(codePage(code));
  });
});
