import { describe, expect, test } from 'vitest';
import { foldForField, foldForScript, lettersFound, lowerCase } from './case.js';
import { compileScriptWildcard } from './script-wildcard.js';
import { compileWildcard } from './wildcard.js';

/** Strings with the result of each of the three functions. */
describe('folding', () => {
  test.each<[text: string, field: string, script: string, lower: string]>([
    ['Cmd.EXE', 'cmd.exe', 'cmd.exe', 'cmd.exe'],
    ['ÄÖ ß', 'äö ß', 'äö ß', 'äö ß'],
    ['ẞ', 'ẞ', 'ß', 'ß'],
    // Capital I with a dot, small i without one.
    ['İ ı', 'İ ı', 'i i', 'i ı'],
    ['ΟΔΟΣ οδος', 'οδοσ οδοσ', 'οδοσ οδοσ', 'οδοσ οδος'],
    // Kelvin and Angstrom signs, long s, micro sign.
    ['\u212a\u212bſµ', 'kåsμ', 'kåsμ', 'kåſµ'],
    ['𐐀', '𐐨', '𐐨', '𐐨'],
    ['😀', '😀', '😀', '😀'],
  ])('%s', (text, field, script, lower) => {
    expect([foldForField(text), foldForScript(text), lowerCase(text)]).toEqual([field, script, lower]);
  });

  test('keeps the length of every letter', () => {
    for (let point = 0; point <= 0x1ffff; point++) {
      const letter = String.fromCodePoint(point);
      for (const fold of [foldForField, foldForScript, lowerCase])
        if (fold(letter).length !== letter.length) expect.fail(point.toString(16));
    }
  });
});

/** The letters of values that a letter of a pattern matches on a field (Lucene's table). */
test.each<[string, string]>([
  ['a', 'aA'],
  ['A', 'aA'],
  ['s', 'sSſ'],
  ['ſ', 'sSſ'],
  ['σ', 'σΣς'],
  ['µ', 'μΜµ'],
  ['i', 'iI'],
  ['I', 'iI'],
  ['ı', 'ıI'],
  ['İ', 'İi'],
  ['ß', 'ß'],
  ['ẞ', 'ẞß'],
  ['1', '1'],
])('%s finds %s', (letter, found) => {
  expect([...lettersFound(letter)].sort()).toEqual([...found].sort());
  for (const other of [...found, 'x']) {
    expect(compileWildcard(`*${letter}?`, true)(`-${other}.`)).toBe(found.includes(other));
    expect(compileWildcard(letter, true)(other)).toBe(found.includes(other));
  }
});

test.each<[pattern: string, text: string, matches: boolean]>([
  ['a*c', 'abc', true],
  ['A*C', 'abc', true],
  ['a*c', 'a\nc', false],
  ['a*c', 'a\u2028c', false],
  ['a?c', 'a\rc', false],
  ['a\n*c', 'a\nbc', true],
  ['a.*c', 'abc\n', false],
  ['İ', 'I', true],
  ['(*)', '(a)', true],
])('of an expression, %j matches %j: %s', (pattern, text, matches) => {
  expect(compileScriptWildcard(pattern, true)(text)).toBe(matches);
});
