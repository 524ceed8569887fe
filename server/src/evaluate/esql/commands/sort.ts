import type { SortCommand } from '../../../query/esql/syntax.js';
import { emitRows } from '../columns.js';
import { compile } from '../expressions/compile.js';
import type { Column, Environment, Next, Sink } from '../stage.js';
import { compareScalars, type Scalar, type Value, valuesOf } from '../values/value.js';

interface SortPlan {
  readonly cell: (row: number) => Value;
  readonly compare: (a: Value, b: Value) => number;
}

/** How SORT orders: a list by its smallest value, or by its largest when descending (docs/semantics/esql.md#sort). */
function sortPlans({ keys }: SortCommand, columns: readonly Column[], environment: Environment): SortPlan[] {
  return keys.map(({ value, isDescending, nulls }) => {
    const compareOne = compareScalars(environment.typeOf(value));
    const sign = isDescending ? -1 : 1;
    const nullsFirst = nulls === undefined ? isDescending : nulls === 'first';
    const edge = (cell: Value): Scalar | null => {
      const values = valuesOf(cell);
      return values.length === 0 ? null : values.reduce((a, b) => (sign * compareOne(b, a) < 0 ? b : a));
    };
    return {
      cell: compile(value, { columns, environment }),
      compare: (x, y) => {
        const [a, b] = [edge(x), edge(y)];
        if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
        return sign * compareOne(a, b);
      },
    };
  });
}

/** A row that is sorted, with the values that it is sorted by. */
interface SortedRow {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
  /** How many rows came before: rows that sort alike stay in their order. */
  readonly number: number;
}

/** So many rows at least are kept between two times of sorting. */
const leastKept = 1_024;

/**
 * SORT keeps all rows until there are no more, or those that can be among the first where a LIMIT follows. Rows that sort
 * alike stay in their order.
 *
 * @param most the LIMIT behind it.
 */
export function sortSink(
  command: SortCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
  most = Number.POSITIVE_INFINITY,
): Sink {
  const plans = sortPlans(command, columns, environment);
  const compare = (a: SortedRow, b: SortedRow): number => {
    for (const [index, plan] of plans.entries()) {
      const difference = plan.compare(a.keys[index]!, b.keys[index]!);
      if (difference !== 0) return difference;
    }
    return a.number - b.number;
  };
  let kept: SortedRow[] = [];
  let number = 0;
  const { emit, sink } = emitRows(columns, next);
  return {
    push(rows) {
      for (let row = 0; row < rows; row++)
        kept.push({
          keys: plans.map(({ cell }) => cell(row)),
          values: columns.map((column) => column.at(row)),
          number: number++,
        });
      // Sorted each time that the number has doubled, it takes as long as a heap and keeps twice as many rows.
      if (kept.length >= Math.max(leastKept, 2 * most)) kept = kept.sort(compare).slice(0, most);
      return true;
    },
    end() {
      emit(kept.sort(compare).map(({ values }) => values));
      sink.end();
    },
  };
}
