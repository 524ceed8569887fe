import { expect, test } from 'vitest';
import { missingRows } from './compare-rows.js';

test.each<[name: string, expected: object[], alerts: object[], missing: object[]]>([
  ['some columns', [{ a: 1 }], [{ a: 1, b: 2 }], []],
  ['another value', [{ a: 1 }], [{ a: 2 }], [{ a: 1 }]],
  ['a column that is not there is null', [{ a: null }], [{ b: 1 }], []],
  ['lists in any order', [{ a: ['x', 'y'] }], [{ a: ['y', 'x'] }], []],
  ['an alert counts once', [{ a: 1 }, { a: 1 }], [{ a: 1 }], [{ a: 1 }]],
  ['whichever alert a row takes', [{ a: 1 }, { a: 1, b: 2 }], [{ a: 1, b: 2 }, { a: 1 }], []],
])('%s', (_, expected, alerts, missing) => {
  expect(missingRows(expected as Record<string, unknown>[], alerts as Record<string, unknown>[])).toEqual(
    missing,
  );
});
