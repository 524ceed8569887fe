import { expect, test } from 'vitest';
import { datePartNames } from '../../../query/esql/date-units.js';
import { datePart } from './dates.js';

test.each([...datePartNames])('the part %s that the check accepts has a value', (name) => {
  expect(datePart(name)?.(Date.UTC(2026, 0, 2, 3, 4, 5, 6))).toEqual(expect.any(Number));
});

test('microseconds of the day', () => {
  expect(datePart('MICRO_OF_DAY')?.(Date.UTC(2026, 0, 2, 0, 0, 1, 5))).toBe(1_005_000);
});
