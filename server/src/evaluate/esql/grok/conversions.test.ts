import { expect, test } from 'vitest';
import { evaluate } from '../../../index.js';

const run = (text: string, pattern: string): ReturnType<typeof evaluate> =>
  evaluate({ language: 'esql', query: `ROW a = ${text} | GROK a ${pattern} | DROP a`, events: [] });

test.each([
  ['"1.5"', '"%{NUMBER:n:int}"', '1.5'],
  ['"99999999999"', '"%{NUMBER:n:int}"', '99999999999'],
  ['"99999999999999999999"', '"%{NUMBER:n:long}"', '99999999999999999999'],
  ['"x"', '"%{WORD:n:double}"', 'x'],
  ['"0x10"', '"%{NOTSPACE:n:double}"', '0x10'],
])('%s does not convert by %s', (text, pattern, captured) => {
  const column = `ROW a = ${text} | `.length + 1;
  expect(run(text, pattern)).toMatchObject({
    rows: [[null]],
    warnings: [
      `Line 1:${column}: evaluation of [GROK a ${pattern}] failed, treating result as null. Only first 20 failures recorded.`,
      `Line 1:${column}: java.lang.NumberFormatException: For input string: "${captured}"`,
    ],
  });
});

test.each([
  ['other captures are null, too', '"ann 1.5"', '"%{WORD:user} %{NUMBER:n:int}"', [null, null]],
  [
    'so are those of the other values of a list',
    '["ann 1", "bob 1.5", "cid 3"]',
    '"%{WORD:user} %{NUMBER:n:int}"',
    [null, null],
  ],
  ['a later pattern is not tried', '"1.5"', '"%{NUMBER:n:int}", "%{NUMBER:m}"', [null, null]],
])('%s', (_, text, pattern, row) => {
  expect(run(text, pattern)).toMatchObject({ rows: [row], warnings: { length: 2 } });
});

test.each([
  ['"+7"', 'int', 7],
  ['"1e3"', 'double', 1000],
  ['".5d"', 'double', 0.5],
  ['"yes"', 'boolean', false],
  ['"TRUE"', 'boolean', true],
  // A float is only as exact as 32 bits allow.
  ['"12.3"', 'float', 12.300000190734863],
])('%s is converted to %s', (text, type, value) => {
  expect(run(text, `"%{NOTSPACE:v:${type}}"`)).toMatchObject({ rows: [[value]], warnings: [] });
});
