import { expect, test } from 'vitest';
import { describeMissingRow } from './missing-row.js';

test.each<[name: string, row: object, alerts: object[], message: string]>([
  [
    'only what differs',
    { user: 'ann', n: 3 },
    [{ user: 'ann', n: 2 }],
    'no alert has n=3: the nearest has n=2',
  ],
  [
    'the nearest of several alerts',
    { user: 'ann', host: 'a', n: 3 },
    [
      { user: 'bob', host: 'b', n: 3 },
      { user: 'ann', host: 'a', n: 2 },
    ],
    'no alert has n=3: the nearest has n=2',
  ],
  ['a column that is not there', { n: 3 }, [{ user: 'ann' }], 'no alert has n=3: the nearest has n=null'],
  [
    'a misspelt name',
    { 'Esql.cuont': 3 },
    [{ 'Esql.count': 3 }],
    'no alert has a column "Esql.cuont"; did you mean "Esql.count"?',
  ],
  ['an alert that another row takes', { n: 3 }, [{ n: 3, user: 'ann' }], 'no further alert has n=3'],
])('%s', (_, row, alerts, message) => {
  expect(describeMissingRow(row as Record<string, unknown>, alerts as Record<string, unknown>[])).toBe(
    message,
  );
});
