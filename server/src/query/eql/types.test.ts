import { expect, test } from 'vitest';
import { checkEql } from './check.js';
import { parseEql } from './parse.js';
import { canCompare, type ExpressionType } from './types.js';

test.each<[ExpressionType, ExpressionType, boolean]>([
  ['number', 'number', true],
  ['number', 'string', false],
  ['number', 'boolean', false],
  ['number', 'date', true],
  ['string', 'date', true],
  ['string', 'ip', true],
  ['string', 'version', true],
  ['string', 'boolean', false],
  ['ip', 'date', false],
  ['unknown', 'number', true],
  ['null', 'number', true],
])('%s and %s can be equal: %s', (left, right, expected) => {
  expect(canCompare(left, right)).toBe(expected);
  expect(canCompare(right, left)).toBe(expected);
});

/**
 * Returns the problems of a condition with their help, where `n` is a number, `s` a string and `b` a boolean.
 */
function helpsOf(condition: string): (string | undefined)[] {
  const query = `any where ${condition}`;
  const types = { n: 'long', s: 'keyword', b: 'boolean' } as const;
  const mappingOf = (name: string) => {
    const type = types[name as keyof typeof types];
    return type && { type };
  };
  return checkEql(query, parseEql(query).tree!, { mappingOf }).map(({ help }) => help);
}

test.each<[string, (string | undefined)[]]>([
  ['length(n) == 1', ['wrap it in string(…)']],
  ['length(b) == 1', [undefined]],
  ['length(s) == 1', []],
  ['number(n) == 1', [undefined]],
  ['add(s, 1) == 1', [undefined]],
])('help for an argument of the wrong type: %s', (condition, expected) => {
  expect(helpsOf(condition)).toEqual(expected);
});
