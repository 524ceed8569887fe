import { describe, expect, test } from 'vitest';
import { checkValues } from '../../../../../test/helpers/check-rows.js';
import { evaluate } from '../../../index.js';

describe('replacements', () => {
  checkValues('r = "(", g = "$2", n = "$10"', {
    'REPLACE("abc", "(a)", "$10")': 'a0bc',
    'REPLACE("abc", "(a)", n)': 'a0bc',
    'REPLACE("abc", "(a)(b)", "$2$1$0")': 'baabc',
    'REPLACE("abcdefghijkl", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", "$11$12")': 'ka2l',
    'REPLACE("abc", "a", "$01")': 'a1bc',
    'REPLACE("abc", "(?<x>a)", "${x}${x}")': 'aabc',
    'REPLACE("abc", "(?<x>a)", "${y}")': null,
    'REPLACE("abc", "(?<x>a)", "${constructor}")': null,
    'REPLACE("abc", "(a)|(b)", "<$2>")': '<><b>c',
    'REPLACE("abc", "a", "\\\\$1")': '$1bc',
    'REPLACE("abc", "(a)", g)': null,
    'REPLACE("abc", "a", "$")': null,
    // A pattern from a column that Java rejects is a failure of that row.
    'REPLACE("abc", r, "x")': null,
  });
});

const answerTo = (pattern: string) =>
  evaluate({
    language: 'esql',
    query: `ROW p = ${pattern} | EVAL x = REPLACE("abc", p, "x") | KEEP x`,
    events: [],
  });
const constantAnswerTo = (pattern: string) =>
  evaluate({ language: 'esql', query: `ROW x = REPLACE("abc", ${pattern}, "x")`, events: [] });

test.each([
  '"[a-c&&[^b]]"',
  '"a++"',
  '"\\\\h"',
  '"(?=a)b"',
  '"(?<=a)b"',
  '"(a)\\\\1"',
  '"a{1001}"',
  '"\\\\p{javaLowerCase}"',
  'CONCAT("(?=", "a)")',
])('%s is not supported', (pattern) => {
  const expected = {
    kind: 'error',
    problems: [{ code: 'not-supported', severity: 'information' }],
  };
  expect(answerTo(pattern)).toMatchObject(expected);
  expect(constantAnswerTo(pattern)).toMatchObject(expected);
});

/** Returns the result of REPLACE, with each match in angle brackets. */
function marked(text: string, pattern: string): unknown {
  const query = 'FROM * | EVAL result = REPLACE(t, p, "<$0>") | KEEP result';
  const result = evaluate({ language: 'esql', query, events: [{ t: text, p: pattern }] });
  return result.kind === 'table' ? result.rows[0]![0] : result;
}

test.each<[what: string, text: string, pattern: string, result: string]>([
  ['case is that of ASCII', 'äÄkK\u212a', '(?i)[äk]', '<ä>Ä<k><K>\u212a'],
  ['also of ranges', 'aZ_É', '(?i)[b-z]', 'a<Z>_É'],
  ['also of what is excluded', 'aBc', '(?i)[^b]', '<a>B<c>'],
  ['case matters again', 'abAB', '(?i)a(?-i)b', '<ab>AB'],
  ['flags end with their group', 'abABAb', '((?i)a)b', '<ab>AB<Ab>'],
  ['flags of a group', 'abABAb', '(?i:a)b', '<ab>AB<Ab>'],
  ['quoted letters have a case, too', 'a.b A.B', '(?i)\\Qa.\\Eb', '<a.b> <A.B>'],
  ['a dot is no line end', 'a\rb\u2028c\u0085\n', '.+', '<a>\r<b>\u2028<c>\u0085\n'],
  ['with a flag it is one', 'a\r\n', '(?s).+', '<a\r\n>'],
  ['a vertical tab is white space', 'a\u000bb', '\\s|[\\s]', 'a<\u000b>b'],
  ['what is no white space', 'a\u000bb', '\\S', '<a>\u000b<b>'],
  ['the end is before a last line end', 'ab\n', 'b$', 'a<b>\n'],
  ['and behind it', 'b\n', '$', 'b<>\n<>'],
  ['\\Z is the same', 'ab\n', 'b\\Z', 'a<b>\n'],
  ['\\z is behind it only', 'b\n', '\\z', 'b\n<>'],
  ['the end of a text without line ends', 'bb', 'b$', 'b<b>'],
  ['a line end inside is no end', 'b\nb', 'b$', 'b\n<b>'],
  ['ends of lines', 'a\nb', '(?m)$', 'a<>\nb<>'],
  ['starts of lines', 'a\nb', '(?m)^', '<>a\n<>b'],
  ['matches of nothing behind others', 'abc', 'b*', '<>a<b><>c<>'],
])('%s', (_, text, pattern, result) => {
  expect(marked(text, pattern)).toBe(result);
});

test.each([
  ['a\r\n', '(?m)$'],
  ['a\n', '(?m)^'],
  ['a\nb\n', 'b$'],
  ['a\r\n', 'a$'],
])('lines that only Java knows are not supported: %j with %s', (text, pattern) => {
  expect(marked(text, pattern)).toMatchObject({ kind: 'error', problems: [{ code: 'not-supported' }] });
});
