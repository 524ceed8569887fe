import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEql } from './eql/parse.js';
import { type EqlTokenKind, tokenizeEql } from './eql/tokens.js';
import { parseKql } from './kql/parse.js';
import { type KqlTokenKind, tokenizeKql } from './kql/tokens.js';
import type { Lexed, Token } from './token.js';

describe('tokens of EQL', () => {
  test.each<[string, readonly EqlTokenKind[]]>([
    ['1 1.5 .5 1. 1e5 1.5e-3', ['integer', 'decimal', 'decimal', 'decimal', 'decimal', 'decimal']],
    ['1.e5 1e', ['decimal', 'integer', 'identifier']],
    ['in in~ like~ regex~ inner', ['in', 'in~', 'like~', 'regex~', 'identifier']],
    ['endsWith~ ends_with', ['tilde-identifier', 'identifier']],
    ['and And android _a @t', ['and', 'identifier', 'identifier', 'identifier', 'identifier']],
    [
      'a.b ?c `d e` `f``g`',
      ['identifier', '.', 'identifier', '?', 'identifier', 'quoted-identifier', 'quoted-identifier'],
    ],
    [
      '"a" """b""" """c""""" \'d\' ?"e"',
      ['string', 'raw-string', 'raw-string', 'former-string', 'former-string'],
    ],
    ['![ != ! =', ['![', '!=', '=']],
    ['a /* b /* c */ d */ e // f', ['identifier', 'identifier']],
    ['a / b', ['identifier', '/', 'identifier']],
    ['a /* b', ['identifier']],
  ])('%s', (text, kinds) => expect(tokenizeEql(text).tokens.map(({ kind }) => kind)).toEqual(kinds));
});

describe('tokens of KQL', () => {
  test.each<[string, readonly KqlTokenKind[]]>([
    ['a: b', ['unquoted', ':', 'unquoted']],
    [
      'a: b OR c >= 1 and not d < 2',
      [
        'unquoted',
        ':',
        'unquoted',
        'or',
        'unquoted',
        'range',
        'unquoted',
        'and',
        'not',
        'unquoted',
        'range',
        'unquoted',
      ],
    ],
    ['a: or b', ['unquoted', ':', 'unquoted']],
    ['a: ( "b" or c )', ['unquoted', ':', '(', 'quoted', 'or', 'unquoted', ')']],
    ['a: { b: c }', ['unquoted', ':', '{', 'unquoted', ':', 'unquoted', '}']],
    ['notable: x', ['unquoted', ':', 'unquoted']],
    ['a: cannot b', ['unquoted', ':', 'unquoted', 'not', 'unquoted']],
    ['a: b\\ c', ['unquoted', ':', 'unquoted', 'unquoted']],
  ])('%s', (text, kinds) => expect(tokenizeKql(text).tokens.map(({ kind }) => kind)).toEqual(kinds));
});

/**
 * Checks that tokens, comments, whitespace and unknown characters cover the whole query, each once and in
 * order.
 */
function checkCover(text: string, { tokens, comments, unknown }: Lexed<Token>, blanks: RegExp): void {
  for (const { image, start, end } of [...tokens, ...comments]) expect(text.slice(start, end)).toBe(image);
  const parts = [...tokens, ...comments, ...unknown].sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, end } of parts) {
    expect(text.slice(at, start)).toMatch(blanks);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(text.slice(at)).toMatch(blanks);
}

const pieces = [
  'a',
  'not',
  'or ',
  ' and',
  ' ',
  '\n',
  '\u00a0',
  '"',
  "'",
  '`',
  '?',
  '/*',
  '*/',
  '//',
  '!',
  '[',
  '(',
  ')',
  '{',
  ':',
  '<=',
  '\\',
  '.',
  '1',
  'e',
  '~',
  '*',
  '"""',
  '😀',
];
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

test('tokens cover any text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      checkCover(text, tokenizeEql(text), /^[ \t\r\n]*$/);
      checkCover(text, tokenizeKql(text), /^[ \t\r\n\u00a0]*$/);
    }),
    { numRuns: 2_000 },
  );
});

/** If each character took a look at all others, these would take minutes. */
test.each<[string, (text: string) => unknown, string]>([
  ['characters without meaning', parseEql, 'a ! '.repeat(50_000)],
  ['quotes that are not closed', parseEql, `a where ${'x == "y\n'.repeat(30_000)}`],
  ['raw strings that are not closed', parseEql, `a where ${'"""x\n'.repeat(50_000)}`],
  ['raw strings in one line', parseEql, `a where x in (${'"""x""", '.repeat(50_000)}"y")`],
  ['strings of former versions in one line', parseEql, `a where x in (${'?"x", '.repeat(50_000)}"y")`],
  ['lists without parentheses', parseEql, `a where ${'x in "y", "z" and '.repeat(10_000)} x`],
  ['steps that are not closed', parseEql, `sequence ${'[a where x '.repeat(20_000)}`],
  ['comments that are not closed', parseEql, `a where ${'/* '.repeat(100_000)}`],
  ['blanks in KQL', parseKql, `a: b${' '.repeat(200_000)}c`],
  ['backslashes in KQL', parseKql, 'a: \\q '.repeat(20_000)],
  ['quotes in KQL', parseKql, '"a" '.repeat(30_000)],
])(
  'takes time in proportion to the length: %s',
  (_, parse, text) => {
    expect(parse(text)).toBeDefined();
  },
  5_000,
);
