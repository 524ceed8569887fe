import type { ColumnReference, Comparison, Expression } from '../../../query/esql/syntax.js';
import { conjunctsOf, walkExpression } from '../../../query/esql/walk.js';
import { columnNamed } from '../columns.js';
import { compile } from '../expressions/compile.js';
import { NotEvaluable } from '../failure.js';
import type { Column, Environment, LookupTable } from '../stage.js';
import { isList, keyOf } from '../values/value.js';
import { collectWarnings } from '../warnings.js';
import { filteredRows } from './join-filter.js';

/** Finds the table rows that match a row without lists. */
export interface JoinMatcher {
  /** The row's columns that are compared. */
  readonly left: readonly Column[];
  matches(row: number): readonly number[];
}

/** A comparison of a row's column with a table's column. */
interface JoinComparison {
  readonly comparison: Comparison;
  readonly left: ColumnReference;
  readonly right: ColumnReference;
}

/** The conditions that LOOKUP JOIN matches by. */
interface JoinConditions {
  readonly comparisons: readonly JoinComparison[];
  /** Conditions on the table's columns alone. */
  readonly filters: readonly Expression[];
}

/**
 * Returns the conditions that LOOKUP JOIN matches by, which are empty if it joins on shared columns. Throws a
 * {@link NotEvaluable} for any other condition.
 */
export function joinConditionsOf(conditions: readonly Expression[], table: LookupTable): JoinConditions {
  const isInTable = ({ name }: ColumnReference): boolean =>
    table.columns.some((column) => column.name === name);
  const comparisons: JoinComparison[] = [];
  const filters: Expression[] = [];
  for (const condition of conditions.flatMap(conjunctsOf)) {
    if (condition.kind === 'column') continue;
    const comparison = comparisonOf(condition, isInTable);
    if (comparison) comparisons.push(comparison);
    else if (hasOnly(condition, isInTable)) filters.push(condition);
    else throw notEvaluable(condition);
  }
  if (filters.length > 0 && comparisons.length === 0) throw notEvaluable(filters[0]!);
  return { comparisons, filters };
}

function notEvaluable({ span: { start, end } }: Expression): NotEvaluable {
  return new NotEvaluable(
    'LOOKUP JOIN is evaluated only with comparisons between a column and a table column, and conditions on the table, joined by AND',
    start,
    end,
  );
}

type ColumnTest = (column: ColumnReference) => boolean;

function comparisonOf(condition: Expression, isInTable: ColumnTest): JoinComparison | undefined {
  if (condition.kind !== 'comparison') return undefined;
  const { left, right } = condition;
  if (left.kind !== 'column' || right.kind !== 'column' || isInTable(left) === isInTable(right))
    return undefined;
  return isInTable(right)
    ? { comparison: condition, left, right }
    : { comparison: condition, left: right, right: left };
}

/** Returns whether a condition names columns, and only the table's. */
function hasOnly(condition: Expression, isInTable: ColumnTest): boolean {
  const columns: ColumnReference[] = [];
  walkExpression(condition, (part) => {
    if (part.kind === 'column') columns.push(part);
  });
  return columns.length > 0 && columns.every(isInTable);
}

/** Matches by conditions: nulls and lists in the table match nothing, as in any comparison. */
export function conditionMatcher(
  { comparisons, filters }: JoinConditions,
  table: LookupTable,
  columns: readonly Column[],
  environment: Environment,
): JoinMatcher {
  let current = 0;
  const right = table.columns.map(
    ({ name, type }, position): Column => ({ name, type, at: () => table.rows[current]![position] ?? null }),
  );
  // Elasticsearch warns only about lists in the rows.
  const quiet = { ...environment, warnings: collectWarnings(environment.text) };
  const place = { columns: [...columns, ...right], environment: quiet };
  const tests = comparisons.map(({ comparison }) => compile(comparison, place));
  const candidates = candidatesOf(comparisons, table, columns, filteredRows(filters, table, environment));
  return {
    left: comparisons.flatMap(({ left }) => columnNamed(columns, left.name) ?? []),
    matches: (row) =>
      candidates(row).filter((number) => {
        current = number;
        return tests.every((test) => test(row) === true);
      }),
  };
}

/**
 * Returns the table rows that can match: by the first `==` of two columns of the same type, otherwise all of
 * them.
 */
function candidatesOf(
  comparisons: readonly JoinComparison[],
  table: LookupTable,
  columns: readonly Column[],
  all: readonly number[],
): (row: number) => readonly number[] {
  for (const { comparison, left, right } of comparisons) {
    const column = columnNamed(columns, left.name);
    const position = table.columns.findIndex(({ name }) => name === right.name);
    const { type } = table.columns[position]!;
    if (comparison.operator !== '==' || column?.type !== type || !keyTypes.has(type)) continue;
    const byKey = rowsByKey(table, all, position, type);
    return (row) => {
      const value = column.at(row);
      return value === null || isList(value) ? [] : (byKey.get(keyOf(value, type)) ?? []);
    };
  }
  return () => all;
}

/** Groups table rows by the single values of a column. */
function rowsByKey(
  { rows }: LookupTable,
  all: readonly number[],
  position: number,
  type: Column['type'],
): ReadonlyMap<unknown, readonly number[]> {
  const found = new Map<unknown, number[]>();
  for (const number of all) {
    const value = rows[number]![position] ?? null;
    if (value === null || isList(value)) continue;
    const key = keyOf(value, type);
    const numbers = found.get(key);
    if (numbers) numbers.push(number);
    else found.set(key, [number]);
  }
  return found;
}

/** Types whose equal values have equal keys. */
const keyTypes: ReadonlySet<Column['type']> = new Set<Column['type']>([
  'keyword',
  'integer',
  'long',
  'boolean',
  'ip',
]);
