import { expect, test } from 'vitest';
import { evaluate } from '../../../index.js';
import { evaluateQuery } from '../../evaluate.js';
import { tableOfRows } from '../table-of-rows.js';

/** Joins a row with a table that has one key column. */
function joined(row: string, type: string, keys: readonly unknown[]): ReturnType<typeof evaluate> {
  const tables = {
    t: {
      columns: [
        { name: 'key', type },
        { name: 'found', type: 'integer' },
      ],
      rows: keys.map((key, number) => [key, number]),
    },
  };
  const query = `ROW key = ${row} | LOOKUP JOIN t ON key | KEEP found`;
  return evaluate({ language: 'esql', query, events: [], options: { tables } });
}

test.each<[row: string, type: string, keys: readonly unknown[], found: readonly (number | null)[]]>([
  ['"x,y"', 'keyword', [['x', 'y'], 'x,y'], [1]],
  ['"x,y"', 'keyword', [['x', 'y']], [null]],
  ['"1"', 'keyword', ['1', 1], [0, 1]],
  ['"x"', 'text', ['x'], [0]],
  ['1', 'long', [1, 2, 1], [0, 2]],
  ['1.0', 'integer', [1], [0]],
  ['9007199254740993', 'long', ['9007199254740993', '9007199254740992'], [0]],
  ['true', 'boolean', ['true', true, false], [0, 1]],
  ['TO_IP("::ffff:1.2.3.4")', 'ip', ['1.2.3.4'], [0]],
  ['TO_DATETIME("2024-01-01")', 'date', ['2024-01-01T00:00:00Z'], [0]],
  [
    'TO_DATETIME("2024-01-01")',
    'date_nanos',
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000000001Z'],
    [0],
  ],
  ['null::integer', 'integer', [null, 1], [null]],
])('%s on %s keys %j', (row, type, keys, found) => {
  expect(joined(row, type, keys)).toMatchObject({ rows: found.map((one) => [one]) });
});

test.each([
  ['1', 'keyword', 'integer'],
  ['"1"', 'long', 'keyword'],
  ['"1.2.3.4"', 'ip', 'keyword'],
  ['TO_IP("1.2.3.4")', 'keyword', 'ip'],
  ['true', 'integer', 'boolean'],
])('%s cannot be joined with %s', (row, type, own) => {
  expect(joined(row, type, ['1'])).toMatchObject({
    problems: [
      {
        code: 'esql-type',
        message: `[key] is of type [${own}], and in [t] of type [${type}]: LOOKUP JOIN cannot compare them`,
      },
    ],
  });
});

test('a field without a mapping never matches a value of another kind', () => {
  const columns = [
    { name: 'my.key', type: 'keyword' },
    { name: 'found', type: 'keyword' },
  ];
  const query = 'FROM * | LOOKUP JOIN t ON my.key | KEEP found';
  const options = { tables: { t: { columns, rows: [['1', 'x']] } } };
  const foundBy = (key: unknown) => evaluate({ language: 'esql', query, events: [{ my: { key } }], options });
  expect(foundBy(1)).toMatchObject({ rows: [[null]] });
  expect(foundBy('1')).toMatchObject({ rows: [['x']] });
});

test('a table of documents has the type of the row where no mapping gives one', () => {
  const table = tableOfRows([{ key: '1', found: 'x' }], () => undefined);
  const query = 'ROW key = 1 | LOOKUP JOIN t ON key | KEEP found';
  const options = { tables: new Map([['t', table]]) };
  expect(evaluateQuery({ language: 'esql', query, events: [], options })).toMatchObject({ rows: [['x']] });
});
