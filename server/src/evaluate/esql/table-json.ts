import { type EsqlType, typeOfMapping } from '../../query/esql/types.js';
import { readerOf } from './events/source.js';
import { readRange } from './policies/ranges.js';
import type { LookupTable } from './stage.js';
import { textOf } from './values/text.js';
import { cellOf, type Scalar, type Value } from './values/value.js';
import type { WrittenTable } from './written-table.js';

/** Returns a type's name in Elasticsearch's responses. */
export function shownType(type: EsqlType): string {
  if (type === 'datetime') return 'date';
  return type === 'source' ? '_source' : type === 'unknown' ? 'null' : type;
}

function jsonOfScalar(value: Scalar, type: EsqlType): unknown {
  if (typeof value === 'bigint') return type === 'date_nanos' ? textOf(value, type) : String(value);
  return type === 'datetime' || type === 'geo_point' ? textOf(value, type) : value;
}

/**
 * Converts a value to JSON: whole numbers beyond 2^53 as strings of digits, dates as ISO 8601 with
 * milliseconds, several values as a list (docs/library.md#evaluate).
 */
export function jsonOf(value: Value, type: EsqlType): unknown {
  if (value === null) return null;
  return Array.isArray(value)
    ? value.map((one: Scalar) => jsonOfScalar(one, type))
    : jsonOfScalar(value as Scalar, type);
}

/** Parses such tables. Values that do not fit the type of their column become null. */
export function readTables(
  written: Readonly<Record<string, WrittenTable>>,
): ReadonlyMap<string, LookupTable> {
  return new Map(Object.entries(written).map(([name, table]) => [name, readTable(table)]));
}

function readTable({ columns, rows, policy }: WrittenTable): LookupTable {
  const types = columns.map(({ type }) => typeOfMapping(type));
  const readers = types.map(readerOf);
  const cell = (raw: unknown, index: number): Value => {
    const values = (Array.isArray(raw) ? raw : [raw]).flatMap((one: unknown) => {
      const value = one === null || one === undefined ? undefined : readers[index]!(one);
      return value === undefined ? [] : [value];
    });
    return cellOf(values);
  };
  return {
    columns: columns.map(({ name }, index) => ({ name, type: types[index]! })),
    rows: rows.map((row) => columns.map((_, index) => cell(row[index], index))),
    ...(policy ? { policy: readPolicy(policy, columns, rows) } : {}),
  };
}

function readPolicy(
  { type, match_field: matchField, enrich_fields: enrichFields }: NonNullable<WrittenTable['policy']>,
  columns: WrittenTable['columns'],
  rows: WrittenTable['rows'],
): NonNullable<LookupTable['policy']> {
  if (type !== 'range') return { type, matchField, enrichFields };
  const position = columns.findIndex(({ name }) => name === matchField);
  const own = columns[position]?.type ?? '';
  const ranges = rows.map((row) => [row[position]].flat().flatMap((raw) => readRange(raw, own) ?? []));
  return { type, matchField, enrichFields, ranges };
}
