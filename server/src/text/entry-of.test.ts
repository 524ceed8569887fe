import { expect, test } from 'vitest';
import { BoundedMap, entryOf } from './entry-of.js';

test('a bounded map forgets its entries before it gets too many', () => {
  const map = new BoundedMap<string, number>(2);
  entryOf(map, 'a', () => 1);
  entryOf(map, 'b', () => 2);
  map.set('a', 3);
  expect([...map]).toEqual([
    ['a', 3],
    ['b', 2],
  ]);
  entryOf(map, 'c', () => 4);
  expect([...map]).toEqual([['c', 4]]);
});
