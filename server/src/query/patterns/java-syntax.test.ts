import { expect, test } from 'vitest';
import { javaSyntax } from './java-syntax.js';

test.each([
  '',
  'a|b*c+?d{2,3}e{2}?',
  '(?i)(authorization: *)[a-z0-9._~+/=-]{8,}',
  '(?<name>a)(?:b)(?i:c)',
  '\\$\\{(\\w+)?',
  '[^0-9A-Za-z\\s#=-]',
  '[]a][^]a]]',
  '\\Q(*\\E*',
  '\\p{L}\\x41\\_',
  '(a|)*^*',
  '(?:)',
  ']}',
  '🔥+[🔥-🔦]',
  'a\\Z',
])('%s can be translated', (pattern) => expect(javaSyntax(pattern)).toEqual({ kind: 'shared' }));

test.each([
  '(?=a)b',
  '(?!a)',
  '(?<=a)b',
  '(?<!a)b',
  '(?>a)',
  'a++',
  'a*+',
  'a{2}+',
  '[a-c&&[^b]]',
  '[a[b]]',
  '\\h',
  '\\R',
  '(a)\\1',
  '(?<n>a)\\k<n>',
  '\\0101',
  '\\u0041',
  '\\v',
  '(?x)a b',
  '(?U)\\w',
  '\\b{g}',
])('%s is missing here', (pattern) => expect(javaSyntax(pattern).kind).toBe('missing'));

test.each<[pattern: string, start: number, end: number]>([
  ['a(', 1, 2],
  ['a)', 1, 2],
  ['[a', 0, 1],
  ['[]', 0, 1],
  ['*a', 0, 1],
  ['a|+', 2, 3],
  ['a**', 2, 3],
  ['a{2}*', 4, 5],
  ['a{', 1, 2],
  ['a{,2}', 1, 2],
  ['a{3,2}', 1, 6],
  ['[b-a]', 1, 4],
  ['a\\', 1, 2],
  ['\\y', 0, 2],
  ['(?P<n>a)', 0, 4],
  ['(?#a)', 0, 3],
  ['(?<a_b>c)', 0, 7],
])('%s is refused by Java', (pattern, start, end) =>
  expect(javaSyntax(pattern)).toMatchObject({ kind: 'invalid', start, end }),
);

test('long patterns take linear time', () => {
  const started = performance.now();
  javaSyntax('(?<'.repeat(100_000));
  javaSyntax('[a'.repeat(100_000));
  javaSyntax('\\Qa'.repeat(100_000));
  javaSyntax('(a'.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});
