import type { SortCommand } from '../../../query/esql/syntax.js';
import { emitRows } from '../columns.js';
import { compile } from '../expressions/compile.js';
import type { Column, Environment, Next, Sink } from '../stage.js';
import { compareScalars, type Scalar, type Value, valuesOf } from '../values/value.js';

interface SortPlan {
  /** The value that a row is sorted by. */
  readonly key: (row: number) => SortKey;
  readonly compare: (a: SortKey, b: SortKey) => number;
}

type SortKey = Scalar | null;

/**
 * Plans the sort keys. SORT compares a list by its smallest value, or by its largest if descending
 * (docs/semantics/esql.md#sort).
 */
function sortPlans({ keys }: SortCommand, columns: readonly Column[], environment: Environment): SortPlan[] {
  return keys.map(({ value, isDescending, nulls }) => {
    const compareOne = compareScalars(environment.typeOf(value));
    const cell = compile(value, { columns, environment });
    const sign = isDescending ? -1 : 1;
    const nullsFirst = nulls === undefined ? isDescending : nulls === 'first';
    return {
      key: (row) => {
        const values = valuesOf(cell(row));
        return values.length === 0 ? null : values.reduce((a, b) => (sign * compareOne(b, a) < 0 ? b : a));
      },
      compare: (a, b) => {
        if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
        return sign * compareOne(a, b);
      },
    };
  });
}

/** A row with its sort keys. */
interface SortedRow {
  readonly keys: readonly SortKey[];
  readonly values: readonly Value[];
  /** How many rows came before: equal rows keep their order. */
  readonly number: number;
}

/** Keeps rows until there are no more. */
interface Kept {
  add(row: SortedRow): void;
  sorted(): Iterable<SortedRow>;
}

/** With a higher LIMIT, all rows are kept in the storage. */
const mostInMemory = 10_000;

/** The minimum number of rows to keep between two sorts. */
const leastKept = 1_024;

/** Keeps the rows that can still be among the first. */
function firstRows(most: number, compare: (a: SortedRow, b: SortedRow) => number): Kept {
  let kept: SortedRow[] = [];
  return {
    add(row) {
      kept.push(row);
      // Sorting each time the number has doubled takes as long as a heap, and keeps twice as many rows.
      if (kept.length >= Math.max(leastKept, 2 * most)) kept = kept.sort(compare).slice(0, most);
    },
    sorted: () => kept.sort(compare),
  };
}

/**
 * SORT keeps all rows until the input ends, or those that can still be among the first if a LIMIT follows.
 * Equal rows keep their order.
 *
 * @param most the LIMIT that follows.
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
    for (let index = 0; index < plans.length; index++) {
      const difference = plans[index]!.compare(a.keys[index]!, b.keys[index]!);
      if (difference !== 0) return difference;
    }
    return a.number - b.number;
  };
  const kept = most <= mostInMemory ? firstRows(most, compare) : environment.storage.sorter(compare);
  let number = 0;
  const { emit, sink } = emitRows(columns, next);
  return {
    push(rows) {
      for (let row = 0; row < rows; row++)
        kept.add({
          keys: plans.map(({ key }) => key(row)),
          values: columns.map((column) => column.at(row)),
          number: number++,
        });
      return true;
    },
    end() {
      emit(valuesOfRows(kept.sorted()));
      sink.end();
    },
  };
}

function* valuesOfRows(rows: Iterable<SortedRow>): Iterable<readonly Value[]> {
  for (const { values } of rows) yield values;
}
