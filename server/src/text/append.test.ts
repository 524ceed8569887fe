import { expect, test } from 'vitest';
import { append } from './append.js';

test.each([
  ['a list', [1, 2]],
  ['a set', new Set([1, 2])],
  ['no items', []],
  // More than fit on the stack as arguments.
  ['many items', Array.from({ length: 200_000 }, (_, index) => index)],
])('%s', (_, items: Iterable<number>) => {
  const list = [0];
  append(list, items);
  expect(list).toEqual([0, ...items]);
});
