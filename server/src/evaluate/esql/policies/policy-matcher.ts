import { type EsqlType, isNumeric } from '../../../query/esql/types.js';
import type { LookupTable } from '../stage.js';
import { textOf } from '../values/text.js';
import { type Scalar, valuesOf } from '../values/value.js';
import { rangeFinder } from './range-finder.js';
import { rangeKey } from './ranges.js';

/** Finds the rows of an enrich policy that match a value, in order. */
export type PolicyMatcher = (value: Scalar) => readonly number[];

/** Returns the matcher for values of a type against a policy (docs/semantics/esql.md#enrich). */
export function policyMatcher(
  table: LookupTable,
  policy: NonNullable<LookupTable['policy']>,
  type: EsqlType,
): PolicyMatcher {
  if (policy.ranges) {
    const find = rangeFinder(policy.ranges);
    return (value) => {
      const key = rangeKey(value, type);
      return key === undefined ? [] : find(key);
    };
  }
  const position = table.columns.findIndex(({ name }) => name === policy.matchField);
  const own = table.columns[position]?.type ?? 'keyword';
  const areNumbers = isNumeric(own) && isNumeric(type);
  const keyOf = (value: Scalar, from: EsqlType): string => (areNumbers ? String(value) : textOf(value, from));
  const rowsOfKey = new Map<string, number[]>();
  for (const [number, row] of table.rows.entries())
    for (const key of new Set(valuesOf(row[position] ?? null).map((value) => keyOf(value, own)))) {
      const found = rowsOfKey.get(key);
      if (found) found.push(number);
      else rowsOfKey.set(key, [number]);
    }
  return (value) => rowsOfKey.get(keyOf(value, type)) ?? [];
}
