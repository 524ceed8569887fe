import { type EsqlType, isDate } from '../../../query/esql/types.js';
import { columnNamed } from '../columns.js';
import { readerOf } from '../events/source.js';
import { comparedType } from '../expressions/compile.js';
import { Failure } from '../failure.js';
import type { Column, LookupTable } from '../stage.js';
import { convert } from '../values/text.js';
import { isList, keyOf, type Scalar, type Value } from '../values/value.js';
import type { JoinMatcher } from './join-condition.js';

/**
 * Returns a key that is the same string for equal values of both sides, or undefined for a value that matches
 * nothing.
 */
type KeyReader = (value: Value) => string | undefined;

interface JoinKey {
  readonly column: Column | undefined;
  readonly position: number;
  readonly ofRow: KeyReader;
  readonly ofTable: KeyReader;
}

/** Matches by shared columns: null and lists match nothing (docs/semantics/esql.md#lookup-join). */
export function keyMatcher(
  names: readonly string[],
  table: LookupTable,
  columns: readonly Column[],
): JoinMatcher {
  const keys = names.map((name) => joinKey(name, table, columns));
  const matches = new Map<string, number[]>();
  for (const [number, row] of table.rows.entries()) {
    const text = textOf(keys.map(({ ofTable, position }) => ofTable(row[position] ?? null)));
    if (text === undefined) continue;
    const found = matches.get(text);
    if (found) found.push(number);
    else matches.set(text, [number]);
  }
  return {
    left: keys.flatMap(({ column }) => column ?? []),
    matches(row) {
      const text = textOf(keys.map(({ ofRow, column }) => ofRow(column?.at(row) ?? null)));
      return text === undefined ? [] : (matches.get(text) ?? []);
    },
  };
}

function joinKey(name: string, table: LookupTable, columns: readonly Column[]): JoinKey {
  const column = columnNamed(columns, name);
  const position = table.columns.findIndex((one) => one.name === name);
  const own = column?.type ?? 'unknown';
  const { type: other = 'unknown', isGuessed = false } = table.columns[position] ?? {};
  // A column whose type is only known from its values takes the type of the other side, as far as its values
  // fit.
  if (isGuessed && own !== 'unknown') {
    const read = readerOf(own);
    return {
      column,
      position,
      ofRow: keyReader(own, own),
      ofTable: (value) => keyReader(own, own)(isList(value) ? value : (read(value) ?? null)),
    };
  }
  const type = comparedType(own, other);
  return { column, position, ofRow: keyReader(own, type), ofTable: keyReader(other, type) };
}

function keyReader(from: EsqlType, type: EsqlType): KeyReader {
  return (value) => {
    if (value === null || isList(value)) return undefined;
    const read = asDate(value as Scalar, from, type);
    if (read === undefined) return undefined;
    const key = keyOf(read, type);
    // A number is never equal to its string form.
    return typeof key === 'string' ? `"${key}` : String(key);
  };
}

/** Returns a date in the precision in which both sides are compared. Other values stay unchanged. */
function asDate(value: Scalar, from: EsqlType, type: EsqlType): Scalar | undefined {
  if (!isDate(type) || (from === type && typeof value !== 'string')) return value;
  try {
    return convert(value, typeof value === 'string' ? 'keyword' : 'datetime', type);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function textOf(keys: readonly (string | undefined)[]): string | undefined {
  if (keys.includes(undefined)) return undefined;
  return keys.length === 1 ? keys[0] : keys.map((key) => `${key!.length} ${key!}`).join(';');
}
