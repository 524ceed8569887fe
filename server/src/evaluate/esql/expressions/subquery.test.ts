import { describe, expect, test } from 'vitest';
import { checkRows } from '../../../../../test/helpers/check-rows.js';
import { evaluate } from '../../../index.js';

const events = [
  { _index: 'logs-1', user: { name: 'ann' }, my: { n: 1 } },
  { _index: 'logs-1', user: { name: 'bob' }, my: { n: 2 } },
  { _index: 'logs-1', user: { name: ['cid', 'dan'] }, my: { n: 3 } },
  { _index: 'logs-1', my: { n: 4 } },
  { _index: 'bad-1', user: { name: 'ann' }, my: { n: 10 } },
  { _index: 'null-1', my: { n: 11 } },
  { _index: 'list-1', user: { name: ['ann', 'bob'] }, my: { n: 12 } },
];
const inner = (pattern: string): string => `(FROM ${pattern} | KEEP user.name)`;
const query = (condition: string): string => `FROM logs-1 | WHERE ${condition} | KEEP my.n`;

describe('a value is compared with those of another query', () => {
  checkRows(
    {
      [query(`user.name IN ${inner('bad-1')}`)]: [1],
      [query(`user.name NOT IN ${inner('bad-1')}`)]: [2],
      [query(`NOT user.name IN ${inner('bad-1')}`)]: [2],
      [query(`user.name IN ${inner('bad-1')} OR my.n == 4`)]: [1, 4],
      // Null and lists among the values make NOT IN null.
      [query(`user.name IN ${inner('bad-1, null-1')}`)]: [1],
      [query(`user.name NOT IN ${inner('bad-1, null-1')}`)]: [],
      [query(`user.name IN ${inner('list-1')}`)]: [],
      [query(`user.name NOT IN ${inner('list-1')}`)]: [],
      // Without values the result does not depend on the left side.
      [query(`user.name IN ${inner('none-1')}`)]: [],
      [query(`user.name NOT IN ${inner('none-1')}`)]: [1, 2, 3, 4],
      [query('my.n IN (FROM logs-1 | STATS m = MAX(my.n))')]: [4],
      [query('TO_UPPER(user.name) IN (FROM bad-1 | EVAL n = TO_UPPER(user.name) | KEEP n)')]: [1],
      [query('my.n IN (FROM logs-1 | WHERE user.name IN (FROM bad-1 | KEEP user.name) | KEEP my.n)')]: [1],
      'FROM logs-1 | STATS n = COUNT(*) | EVAL u = "ann" | WHERE u IN (FROM bad-1 | KEEP user.name)': [
        [4, 'ann'],
      ],
    },
    { events },
  );
});

test('a list on the left side is warned of', () => {
  expect(
    evaluate({ language: 'esql', query: query(`user.name IN ${inner('bad-1')}`), events }),
  ).toMatchObject({
    warnings: [
      'Line 1:21: evaluation of [user.name IN (FROM bad-1 | KEEP user.name)] failed, treating result as null. Only first 20 failures recorded.',
      'Line 1:21: java.lang.IllegalArgumentException: single-value function encountered multi-value',
    ],
  });
});

test.each([
  ['my.n IN (FROM bad-1 | KEEP my.n, user.name)', /exactly one column/],
  [
    'my.n IN (FROM bad-1 | KEEP user.name)',
    /left field \[my\.n\] of type \[LONG\] is incompatible with right field \[user\.name\] of type \[KEYWORD\]/,
  ],
])('%s fails', (condition, message) => {
  expect(evaluate({ language: 'esql', query: query(condition), events })).toMatchObject({
    kind: 'error',
    problems: [{ message: expect.stringMatching(message) }],
  });
});

test('a subquery outside WHERE is not evaluated', () => {
  const outside = `FROM logs-1 | EVAL known = user.name IN ${inner('bad-1')}`;
  expect(evaluate({ language: 'esql', query: outside, events })).toMatchObject({
    kind: 'error',
    problems: [
      { code: 'not-supported', message: 'a subquery outside WHERE cannot be evaluated without a cluster' },
    ],
  });
});
