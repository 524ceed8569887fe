import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../server/src/index.js';
import { conditions, fields, rows } from './naive-esql.js';

test('WHERE keeps the rows that a naive reading keeps', () => {
  fc.assert(
    fc.property(conditions, rows, (condition, table) => {
      const query = `FROM x METADATA _id | WHERE ${condition.text} | KEEP _id`;
      const events = table.map((row, index) => ({ _id: `${index}`, ...row }));
      const result = evaluate({ language: 'esql', query, events, options: { fields } });
      if (result.kind !== 'table') throw new Error(`${query}: ${JSON.stringify(result)}`);
      const kept = table.flatMap((row, index) => (condition.of(row)[0] === true ? [[`${index}`]] : []));
      expect(result.rows, query).toEqual(kept);
    }),
    { numRuns: 1_500 },
  );
});

test('STATS counts as a naive reading does: a list is in the group of each value', () => {
  fc.assert(
    fc.property(conditions, rows, (condition, table) => {
      const query = `FROM x | STATS n = COUNT(*), c = COUNT(*) WHERE ${condition.text}, m = SUM(a) BY s | SORT s NULLS FIRST`;
      const result = evaluate({ language: 'esql', query, events: table, options: { fields } });
      if (result.kind !== 'table') throw new Error(`${query}: ${JSON.stringify(result)}`);
      const keys = [...new Set(table.flatMap(({ s }) => (s.length === 0 ? [null] : (s as string[]))))];
      keys.sort((x, y) => (x === null ? -1 : y === null ? 1 : x < y ? -1 : 1));
      const expected = keys.map((key) => {
        const members = table.filter(({ s }) => (key === null ? s.length === 0 : s.includes(key)));
        const values = members.flatMap(({ a }) => a as number[]);
        const sum = values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
        return [members.length, members.filter((row) => condition.of(row)[0] === true).length, sum, key];
      });
      expect(result.rows, query).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
