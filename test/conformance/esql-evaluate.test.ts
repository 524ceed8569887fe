import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { evaluate, type LookupTable } from '../../server/src/index.js';
import { checkCases } from '../helpers/cases.js';
import { referenceFolder } from '../helpers/shared.js';

interface EsqlCase {
  readonly id: string;
  readonly query: string;
  readonly datasets: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly ignoreOrder: boolean;
  readonly warnings?: readonly string[];
  readonly warningsRegex?: readonly string[];
}

interface DataSet {
  readonly types: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly indexMode?: string;
  readonly policy?: LookupTable['policy'];
}

function readData(name: string): DataSet {
  return JSON.parse(readFileSync(join(referenceFolder('cases')!, 'esql/data', `${name}.json`), 'utf8'));
}

function tableOf({ types, rows, policy }: DataSet): LookupTable {
  const columns = Object.entries(types).map(([name, type]) => ({ name, type }));
  return {
    columns,
    rows: rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
    ...(policy ? { policy } : {}),
  };
}

/** Normalises a value: whole numbers may come as strings, and doubles are equal if twelve digits are. */
function settled(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.map((one) => settled(one, type));
  if (value === null || value === undefined) return null;
  if (type === 'double') return Number(Number(value).toPrecision(12));
  return type === 'long' || type === 'integer' || type === 'unsigned_long' ? String(value) : value;
}

/** In some cases the quotes of a warning are escaped, as in a header. */
const unescaped = (warning: string): string => warning.replaceAll('\\"', '"');

for (const path of ['esql/esql.jsonl', 'esql/esql2.jsonl'])
  checkCases<EsqlCase>(
    path,
    ({ query, datasets, columns, rows, ignoreOrder, warnings = [], warningsRegex = [] }) => {
      const fields: Record<string, string> = {};
      const events: object[] = [];
      const tables: Record<string, LookupTable> = {};
      for (const name of datasets) {
        const data = readData(name);
        if (data.policy || data.indexMode === 'lookup') tables[name] = tableOf(data);
        if (tables[name] && !new RegExp(`from\\s+${name}`, 'i').test(query)) continue;
        Object.assign(fields, data.types);
        events.push(...data.rows.map((row) => ({ _index: name, ...row })));
      }
      const result = evaluate({ language: 'esql', query, events, options: { fields, tables } });
      if (result.kind !== 'table') throw new Error(JSON.stringify(result));
      const types = columns.map(({ type }) => type);
      expect(result.columns).toEqual(
        columns.map(({ name, type }) => ({ name, type: type === 'datetime' ? 'date' : type })),
      );
      const found = result.rows.map((row) => row.map((value, index) => settled(value, types[index]!)));
      const wanted = rows.map((row) => row.map((value, index) => settled(value, types[index]!)));
      const inOrder = (table: unknown[][]): unknown[] =>
        ignoreOrder ? table.map((row) => JSON.stringify(row)).sort() : table;
      expect(inOrder(found)).toEqual(inOrder(wanted));
      for (const warning of warnings) expect(result.warnings).toContain(unescaped(warning));
      for (const pattern of warningsRegex)
        expect(result.warnings.some((one) => new RegExp(unescaped(pattern)).test(one))).toBe(true);
    },
  );
