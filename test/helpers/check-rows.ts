import { expect, test } from 'vitest';
import { evaluate } from '../../server/src/index.js';

interface Input {
  readonly events?: readonly object[];
  readonly fields?: Readonly<Record<string, string>>;
  readonly now?: string;
}

/**
 * Returns the rows of an ES|QL query in order. A row with one column becomes its value, unless that is a
 * list.
 */
export function rowsOf(query: string, { events = [], ...options }: Input = {}): unknown[] {
  const result = evaluate({ language: 'esql', query, events, options });
  if (result.kind !== 'table') throw new Error(JSON.stringify(result));
  return result.rows.map((row) => (row.length === 1 && !Array.isArray(row[0]) ? row[0] : row));
}

/** Runs ES|QL queries and compares their rows as {@link rowsOf} returns them. */
export function checkRows(table: Readonly<Record<string, readonly unknown[]>>, input: Input = {}): void {
  for (const [query, expected] of Object.entries(table))
    test(query, () => expect(rowsOf(query, input)).toEqual(expected));
}

/** Evaluates expressions on one row of columns and compares their values. */
export function checkValues(row: string, table: Readonly<Record<string, unknown>>): void {
  for (const [expression, expected] of Object.entries(table))
    test(expression, () => {
      const query = `ROW ${row} | EVAL result = ${expression} | KEEP result`;
      const result = evaluate({ language: 'esql', query, events: [] });
      if (result.kind !== 'table') throw new Error(JSON.stringify(result));
      expect(result.rows[0]![0]).toEqual(expected);
    });
}
