import { expect, test } from 'vitest';
import { rowsOf } from '../../../../../test/helpers/check-rows.js';

/** Repeated numbers, so that the order of equal rows is visible. */
const events = Array.from({ length: 5_000 }, (_, index) => ({
  place: index,
  rank: (index * 7_919) % 13,
  ...(index % 5 > 0 && { size: (index * 31) % 101 }),
}));

const compare = (a: number, b: number): number => a - b;

test.each([
  [3, 'rank, size DESC NULLS LAST'],
  [700, 'rank, size DESC NULLS LAST'],
  [2_500, 'rank, size DESC NULLS LAST'],
  [9_999, 'rank, size DESC NULLS LAST'],
])('the first %i of many rows, sorted by %s', (most, keys) => {
  const expected = [...events]
    .sort(
      (a, b) => compare(a.rank, b.rank) || compare(b.size ?? -1, a.size ?? -1) || compare(a.place, b.place),
    )
    .slice(0, most)
    .map(({ place }) => place);
  expect(rowsOf(`FROM * | SORT ${keys} | LIMIT ${most} | KEEP place`, { events })).toEqual(expected);
});

test('the first rows, with a LIMIT behind other columns', () => {
  const expected = events.filter(({ rank }) => rank === 0).map(({ place }) => place);
  const query = 'FROM * | SORT rank | KEEP place, size | RENAME place AS number | DROP size | LIMIT 300';
  expect(rowsOf(query, { events })).toEqual(expected.slice(0, 300));
});

test('none of no rows', () => {
  expect(rowsOf('FROM * | SORT rank | LIMIT 0 | KEEP place', { events })).toEqual([]);
});
