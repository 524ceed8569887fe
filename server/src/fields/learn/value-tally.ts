/** A count of the values of one field, in bounded memory. */
export interface ValueTally {
  add(value: string): void;
  /** Returns undefined if values are not recorded because nearly every document has a different one. */
  result(): CountedValues | undefined;
}

/** Values with their counts. */
export interface CountedValues {
  /** The most frequent values with all their variants in letter case, most frequent first. */
  readonly values: readonly (readonly [value: string, count: number])[];
  /**
   * Number of different values; undefined if not all could be counted, in which case counts can be too low.
   */
  readonly distinct: number | undefined;
}

/** Limit of values that all fields together may keep while they are counted. */
export interface ValueBudget {
  left: number;
}

/** Limit of values of one field to keep while they are counted. */
const mostKept = 1_000;
/** Limit of values to write, counted without letter case. */
export const mostListed = 20;
/** Length limit of a value: longer ones are contents, such as scripts. */
const longestValue = 200;
/** A field that loses all its values this often has a different one in each document. */
const mostLosses = 3;

/**
 * Creates a tally without values. Counts exactly up to 1,000 values; beyond that, it finds the frequent ones
 * (Misra and Gries).
 */
export function createValueTally(budget: ValueBudget): ValueTally {
  let counts: Map<string, number> | undefined = new Map();
  let isExact = true;
  let losses = 0;
  /** Subtracts the median from all counts, and drops those that reach 0. */
  const prune = (kept: Map<string, number>): void => {
    isExact = false;
    const middle = [...kept.values()].sort((a, b) => b - a)[kept.size >> 1] ?? 0;
    const before = kept.size;
    for (const [value, count] of kept) {
      if (count <= middle) kept.delete(value);
      else kept.set(value, count - middle);
    }
    budget.left += before - kept.size;
    if (kept.size === 0 && ++losses >= mostLosses) counts = undefined;
  };
  return {
    add(value) {
      if (!counts) return;
      const known = counts.get(value);
      if (known !== undefined) {
        counts.set(value, known + 1);
        return;
      }
      if (value.length > longestValue) {
        isExact = false;
        return;
      }
      if (counts.size >= mostKept) prune(counts);
      if (!counts) return;
      if (budget.left <= 0) {
        isExact = false;
        return;
      }
      budget.left--;
      counts.set(value, 1);
    },
    result: () => counts && { values: listed(counts, isExact), distinct: isExact ? counts.size : undefined },
  };
}

/** Returns the values to write. Skips rare values among many, because each run would find others. */
function listed(
  counts: ReadonlyMap<string, number>,
  isExact: boolean,
): readonly (readonly [value: string, count: number])[] {
  const groups = new Map<string, { total: number; readonly values: [string, number][] }>();
  let all = 0;
  for (const [value, count] of counts) {
    const key = value.toLowerCase();
    const group = groups.get(key) ?? { total: 0, values: [] };
    group.total += count;
    group.values.push([value, count]);
    groups.set(key, group);
    all += count;
  }
  const isComplete = isExact && groups.size <= mostListed;
  const least = isComplete ? 1 : Math.max(2, all / 1_000);
  return [...groups]
    .filter(([, { total }]) => total >= least)
    .sort(([a, { total: first }], [b, { total: second }]) => second - first || compare(a, b))
    .slice(0, mostListed)
    .flatMap(([, { values }]) => values)
    .sort(([a, first], [b, second]) => second - first || compare(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
