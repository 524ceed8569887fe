/** Counts the values of one field, in bounded memory. */
export interface ValueTally {
  add(value: string): void;
  /** Undefined where values are not kept: nearly every document has another one. */
  result(): CountedValues | undefined;
}

/** Values with their counts. */
export interface CountedValues {
  /** Of the most frequent values, all variants in letter case; most frequent first. */
  readonly values: readonly (readonly [value: string, count: number])[];
  /** Number of different values; undefined where not all could be counted: then counts can be too low. */
  readonly distinct: number | undefined;
}

/** How many values all fields together may keep while they are counted. */
export interface ValueBudget {
  left: number;
}

/** Values of one field that are kept while they are counted. */
const mostKept = 1_000;
/** Values, counted without letter case, that are written. */
export const mostListed = 20;
/** Longer values are contents, such as scripts. */
const longestValue = 200;
/** A field that loses all its values so often has another one in each document. */
const mostLosses = 3;

/** Starts without values. Counts exactly up to 1,000 values; of more, the frequent ones are found (Misra and Gries). */
export function createValueTally(budget: ValueBudget): ValueTally {
  let counts: Map<string, number> | undefined = new Map();
  let isExact = true;
  let losses = 0;
  /** Lowers all counts by that in the middle, and drops those that reach 0. */
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

/** The values to write. Rare ones of many are not: each run would find others. */
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
