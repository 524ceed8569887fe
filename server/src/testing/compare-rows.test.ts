import { expect, test } from 'vitest';
import { differingNames, missingRows } from './compare-rows.js';

test.each<[name: string, expected: object[], alerts: object[], missing: object[]]>([
  ['some columns', [{ a: 1 }], [{ a: 1, b: 2 }], []],
  ['another value', [{ a: 1 }], [{ a: 2 }], [{ a: 1 }]],
  ['a column that is not there is null', [{ a: null }], [{ b: 1 }], []],
  ['lists in any order', [{ a: ['x', 'y'] }], [{ a: ['y', 'x'] }], []],
  ['a time in any notation', [{ a: '2026-01-01T00:00:00Z' }], [{ a: '2026-01-01T00:00:00.000Z' }], []],
  [
    'times in a list',
    [{ a: ['2026-01-01T01:00:00+01:00', 'x'] }],
    [{ a: ['x', '2026-01-01T00:00:00.000Z'] }],
    [],
  ],
  [
    'another time',
    [{ a: '2026-01-01T00:00:00Z' }],
    [{ a: '2026-01-01T00:00:00.001Z' }],
    [{ a: '2026-01-01T00:00:00Z' }],
  ],
  ['a year is a text', [{ a: '2026' }], [{ a: '2026-01-01T00:00:00.000Z' }], [{ a: '2026' }]],
  ['a list of one value is the value', [{ a: ['x'] }, { a: 'y' }], [{ a: 'x' }, { a: ['y'] }], []],
  ['an empty list is null', [{ a: [] }], [{ b: 1 }], []],
  ['a column named as a property of every object', [{ constructor: null }], [{ a: 1 }], []],
  ['an alert counts once', [{ a: 1 }, { a: 1 }], [{ a: 1 }], [{ a: 1 }]],
  ['whichever alert a row takes', [{ a: 1 }, { a: 1, b: 2 }], [{ a: 1, b: 2 }, { a: 1 }], []],
])('%s', (_, expected, alerts, missing) => {
  expect(missingRows(expected as Record<string, unknown>[], alerts as Record<string, unknown>[])).toEqual(
    missing,
  );
});

test('names the columns that differ', () => {
  expect(differingNames({ a: 1, b: ['y', 'x'], c: null, d: 4 }, { a: 1, b: ['x', 'y'], d: 5 })).toEqual([
    'd',
  ]);
});
