import type { ColumnReference, Comparison, Expression } from '../../../query/esql/syntax.js';
import { conjunctsOf } from '../../../query/esql/walk.js';
import { columnNamed } from '../columns.js';
import { compile } from '../expressions/compile.js';
import { NotEvaluable } from '../failure.js';
import type { Column, Environment, LookupTable } from '../stage.js';
import { isList, keyOf } from '../values/value.js';
import { collectWarnings } from '../warnings.js';

/** Finds the rows of a table that match a row without lists. */
export interface JoinMatcher {
  /** The columns of the row that are compared. */
  readonly left: readonly Column[];
  matches(row: number): readonly number[];
}

/** A comparison of a column of the rows with one of the table. */
interface JoinComparison {
  readonly comparison: Comparison;
  readonly left: ColumnReference;
  readonly right: ColumnReference;
}

/**
 * Returns the comparisons that LOOKUP JOIN matches by; none for columns that both sides have. Throws
 * {@link NotEvaluable} for any other condition.
 */
export function comparisonsOf(
  conditions: readonly Expression[],
  table: LookupTable,
): readonly JoinComparison[] {
  const isInTable = ({ name }: ColumnReference): boolean =>
    table.columns.some((column) => column.name === name);
  return conditions.flatMap(conjunctsOf).flatMap((condition): JoinComparison[] => {
    if (condition.kind === 'column') return [];
    if (condition.kind === 'comparison') {
      const { left, right } = condition;
      if (left.kind === 'column' && right.kind === 'column' && isInTable(left) !== isInTable(right))
        return [
          isInTable(right)
            ? { comparison: condition, left, right }
            : { comparison: condition, left: right, right: left },
        ];
    }
    throw new NotEvaluable(
      'LOOKUP JOIN is evaluated only on comparisons of a column with one of the table, joined by AND',
      condition.span.start,
      condition.span.end,
    );
  });
}

/** Matches by comparisons: nulls and lists of the table match nothing, as in any comparison. */
export function conditionMatcher(
  comparisons: readonly JoinComparison[],
  table: LookupTable,
  columns: readonly Column[],
  environment: Environment,
): JoinMatcher {
  let current = 0;
  const right = table.columns.map(
    ({ name, type }, position): Column => ({ name, type, at: () => table.rows[current]![position] ?? null }),
  );
  // Elasticsearch warns only of lists in the rows.
  const quiet = { ...environment, warnings: collectWarnings(environment.text) };
  const place = { columns: [...columns, ...right], environment: quiet };
  const tests = comparisons.map(({ comparison }) => compile(comparison, place));
  const candidates = candidatesOf(comparisons, table, columns);
  return {
    left: comparisons.flatMap(({ left }) => columnNamed(columns, left.name) ?? []),
    matches: (row) =>
      candidates(row).filter((number) => {
        current = number;
        return tests.every((test) => test(row) === true);
      }),
  };
}

/** The rows of the table that can match: by the first `==` of two columns of one type, else all. */
function candidatesOf(
  comparisons: readonly JoinComparison[],
  table: LookupTable,
  columns: readonly Column[],
): (row: number) => readonly number[] {
  const all = [...table.rows.keys()];
  for (const { comparison, left, right } of comparisons) {
    const column = columnNamed(columns, left.name);
    const position = table.columns.findIndex(({ name }) => name === right.name);
    const { type } = table.columns[position]!;
    if (comparison.operator !== '==' || column?.type !== type || !keyTypes.has(type)) continue;
    const byKey = rowsByKey(table, position, type);
    return (row) => {
      const value = column.at(row);
      return value === null || isList(value) ? [] : (byKey.get(keyOf(value, type)) ?? []);
    };
  }
  return () => all;
}

/** The rows of a table by the single values of a column. */
function rowsByKey(
  { rows }: LookupTable,
  position: number,
  type: Column['type'],
): ReadonlyMap<unknown, readonly number[]> {
  const found = new Map<unknown, number[]>();
  for (const [number, row] of rows.entries()) {
    const value = row[position] ?? null;
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
