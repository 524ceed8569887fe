import { describe, expect, test } from 'vitest';
import { checkRows } from '../../../../test/helpers/check-rows.js';
import { evaluate } from '../../index.js';

describe('values of fields without a mapping', () => {
  checkRows(
    {
      'FROM * | WHERE FLOOR(my.score) == 7 | KEEP my.score': [7.5],
      'FROM * | WHERE TO_INTEGER(my.score) > 5 | KEEP my.score': [7.5],
      'FROM * | WHERE my.tags == "a" | STATS COUNT(*)': [1],
      'FROM * | WHERE CIDR_MATCH(my.name, "10.0.0.0/8") | STATS COUNT(*)': [0],
      'FROM * | EVAL d = DATE_TRUNC(1 day, my.name) | KEEP d': [null],
      'FROM * | EVAL x = ABS(my.name) | KEEP x': [null],
      'FROM * | EVAL x = my.name + 1 | KEEP x': [null],
      'FROM * | EVAL x = -my.name | KEEP x': [null],
      'FROM * | STATS s = SUM(my.name)': [null],
      'FROM * | WHERE STARTS_WITH(my.port, "8") | KEEP my.port': [80],
      'FROM * | EVAL n = LENGTH(my.port) | KEEP n': [2],
      'FROM * | EVAL t = TO_UPPER(my.port) | KEEP t': ['80'],
      'FROM * | EVAL i = TO_IP(my.port) | KEEP i': [null],
    },
    { events: [{ my: { score: 7.5, tags: ['a', 'a'], name: 'abc', port: 80 } }] },
  );
});

describe('types that values show', () => {
  checkRows(
    {
      'FROM * | STATS m = MAX(my.list.n)': [10],
      'FROM * | STATS s = SUM(my.list.f)': [4.5],
      'FROM * | STATS m = MAX(deep.a.b)': [11],
    },
    {
      events: [
        { my: { list: [{ n: 9, f: 1.5 }] }, deep: { 'a.b': 7 } },
        { my: { list: [{ n: 10, f: 3 }] }, deep: { 'a.b': 11 } },
      ],
    },
  );
});

describe('groups', () => {
  checkRows(
    {
      // One group for each distinct value of a row.
      'FROM * | STATS n = COUNT(*) BY my.numbers': [[1, 1]],
      'FROM * | STATS n = COUNT(*) BY b = BUCKET(my.near, 10)': [[1, 0]],
      'FROM * | INLINE STATS n = COUNT(*) BY my.numbers | KEEP n': [1],
      'FROM * | EVAL m = 1 | STATS n = COUNT(*) BY (BUCKET(my.one, 10) + BUCKET(my.two, 5))': [[1, 30]],
    },
    { events: [{ my: { numbers: [1, 1], near: [1, 2], one: 15, two: 22 } }] },
  );
});

describe('dates', () => {
  checkRows(
    {
      'FROM * | EVAL n = TO_LONG(@timestamp) | KEEP n': [1_700_000_000_000],
      'FROM * | EVAL d = DATE_DIFF("day", TO_DATETIME("+999999999-01-01"), NOW()) | KEEP d': [null],
    },
    { events: [{ '@timestamp': 1_700_000_000_000.5 }], fields: { '@timestamp': 'date' } },
  );
});

describe('aggregates and functions', () => {
  checkRows(
    {
      'FROM * | STATS t = TOP(v, 3, "desc", o)': [[['four', 'one']]],
      'FROM * | WHERE v == 1 | EVAL j = JSON_EXTRACT(json, "a") | KEEP j': ['1'],
      'FROM * | WHERE v == 1 | EVAL j = CONCAT("<", TRIM(blanks), ">", RTRIM(blanks), LTRIM(blanks)) | KEEP j':
        ['<b c> b cb c '],
    },
    {
      events: [
        { v: 1, o: 'one', json: '{ "t":"x    y      z     q","a":1,"a":2}', blanks: ' b c ' },
        { v: 4, o: 'four' },
        { v: 9 },
      ],
    },
  );
});

test('one row in very many groups fails with a message', () => {
  const list = Array.from({ length: 400 }, (_, index) => `v${index}`);
  const result = evaluate({
    language: 'esql',
    query: 'FROM * | STATS n = COUNT(*) BY a, b, c',
    events: [{ a: list, b: list, c: list }],
  });
  expect(result).toMatchObject({
    kind: 'error',
    problems: [{ message: expect.stringContaining('more than 100000 groups') }],
  });
});

describe('BUCKET', () => {
  checkRows(
    {
      'FROM * | STATS n = COUNT(*) BY b = BUCKET(@timestamp, 2000000000, "2024-01-01", "2024-02-20") | KEEP n':
        [1],
      'FROM * | STATS n = COUNT(*) BY b = BUCKET(@timestamp, 20, "2024-01-01T00:00:00Z", "2024-01-20T00:00:00Z")':
        [[1, '2024-01-05T00:00:00.000Z']],
    },
    { events: [{ '@timestamp': '2024-01-05T10:00:00Z' }], fields: { '@timestamp': 'date' } },
  );
});
