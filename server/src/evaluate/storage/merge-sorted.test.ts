import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeSorted } from './merge-sorted.js';

const ascending = (a: number, b: number): number => a - b;

test('sorted lists are merged into one sorted list', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer())), (lists) => {
      const sorted = lists.map((list) => list.toSorted(ascending));
      expect([...mergeSorted(sorted, ascending)]).toEqual(lists.flat().sort(ascending));
    }),
  );
});

test('a list is read only as far as it is needed', () => {
  let read = 0;
  function* numbers(): Iterable<number> {
    for (let number = 0; ; number += 2) {
      read++;
      yield number;
    }
  }
  const merged = mergeSorted([numbers(), [1, 3]], ascending)[Symbol.iterator]();
  expect(Array.from({ length: 4 }, () => merged.next().value)).toEqual([0, 1, 2, 3]);
  expect(read).toBe(3);
});
