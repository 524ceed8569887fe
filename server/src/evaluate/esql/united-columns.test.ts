import { expect, test } from 'vitest';
import { evaluate } from '../../index.js';

const events = [
  { tag: 'x', rank: 1 },
  { tag: 'y', rank: 2 },
];

test.each([
  ['FROM *, (FROM * | WHERE rank == 1 | EVAL tag = "z") | KEEP tag', ['keyword'], [['x'], ['y'], ['z']]],
  ['FROM * | FORK (WHERE rank == 1) (EVAL tag = "z") | KEEP tag', ['keyword'], [['x'], ['z'], ['z']]],
  ['FROM *, (FROM * | EVAL n = rank + 1 | KEEP n) | KEEP n', ['long'], [[null], [null], [2], [3]]],
  [
    'FROM * METADATA _id | FORK (WHERE rank == 1 | EVAL n = 1) (WHERE rank == 2) | KEEP _id, n',
    ['keyword', 'integer'],
    [
      ['0', 1],
      ['1', null],
    ],
  ],
])('a column that one part calculates is a field in the others: %s', (query, types, rows) => {
  const result = evaluate({ language: 'esql', query, events });
  if (result.kind !== 'table') throw new Error(JSON.stringify(result));
  expect(result.columns.map(({ type }) => type)).toEqual(types);
  expect(result.rows).toEqual(rows);
});
