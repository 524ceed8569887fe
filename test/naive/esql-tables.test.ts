import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../server/src/index.js';
import { type Cell, fields, type Row } from './naive-esql.js';
import { data, queries, type Table } from './naive-tables.js';

const types: Readonly<Record<string, string>> = {
  ...fields,
  w: 'keyword',
  low: 'integer',
  word: 'keyword',
  note: 'keyword',
};

const lookup = ({ columns, rows }: Table): object => ({
  columns: columns.map((name) => ({ name, type: types[name] })),
  rows: rows.map((row) => columns.map((name) => row[name])),
});

const shown = (cell: Cell = []): unknown => (cell.length > 1 ? cell : (cell[0] ?? null));

/** Sorts the rows, since the order of a result without SORT is undefined. */
const ordered = (rows: readonly (readonly unknown[])[]): string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

test('subqueries, LOOKUP JOIN and FORK return the rows of a naive reading', () => {
  fc.assert(
    fc.property(queries, data, (written, given) => {
      const expected = written.of(given);
      const query = `${written.text} | KEEP ${expected.columns.join(', ')}`;
      const tables = { by_key: lookup(given.byKey), by_range: lookup(given.byRange) };
      const request = { language: 'esql', query, events: given.rows, options: { fields, tables } };
      const result = evaluate(request as Parameters<typeof evaluate>[0]);
      if (result.kind !== 'table') throw new Error(`${query}: ${JSON.stringify(result)}`);
      const rows = expected.rows.map((row: Row) => expected.columns.map((name) => shown(row[name])));
      expect(ordered(result.rows), query).toEqual(ordered(rows));
    }),
    { numRuns: 800 },
  );
});
