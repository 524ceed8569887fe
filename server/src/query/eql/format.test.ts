import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEql } from './format.js';

test.each([
  ['process where process.name=="a"', 'process where process.name == "a"'],
  ['process  where ( process.pid==1 )  and not  ( true )', 'process where (process.pid == 1) and not (true)'],
  ['any where a in("x" ,"y")', 'any where a in ("x", "y")'],
  ['any where a : "x"   // why  so\n', 'any where a : "x"   // why  so\n'],
  [
    'sequence [ any where true ]by b [any where true]by c',
    'sequence [any where true] by b [any where true] by c',
  ],
  ['any where\n\ttrue  \n', 'any where\n  true\n'],
  ['any where endsWith~( a,"b" )', 'any where endsWith~(a, "b")'],
  ['any where ?a == - 1', 'any where ?a == - 1'],
  ['any where /* a */true', 'any where /* a */true'],
  ['any where a == "x  y"', 'any where a == "x  y"'],
  ['any where (', 'any where ('],
])('%s', (text, expected) => {
  expect(formatEql(text)).toBe(expected);
  expect(formatEql(expected)).toBe(expected);
});

test('any text: never throws, and a second time changes nothing', () => {
  const piece = fc.constantFrom(
    'any',
    ' where ',
    'a',
    '==',
    '"x"',
    '(',
    ')',
    ' and ',
    '\n',
    '\t',
    ' ',
    '// c\n',
    ',',
    ' in ',
    '[',
    ']',
    'not ',
    '1',
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        const once = formatEql(text);
        expect(formatEql(once)).toBe(once);
      },
    ),
  );
});
