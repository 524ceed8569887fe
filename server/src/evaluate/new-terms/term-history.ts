import { append } from '../../text/append.js';
import type { SeenTerms } from './terms.js';

/** Collects when values were seen in all runs of one rule, in any order of runs. */
export interface TermHistory {
  add(seen: Pick<SeenTerms<unknown>, 'terms'>): void;
  /**
   * Returns the alerts of one of the runs: the first events of values that no run has in its history, in
   * order of time.
   */
  newIn<Origin>(seen: SeenTerms<Origin>): Origin[];
}

interface Times {
  readonly values: number[];
  sorted: boolean;
}

/** Creates an empty history. All runs must be added before the first query. */
export function createTermHistory(): TermHistory {
  const byTerm = new Map<string, Times>();
  const wasSeen = (id: string, from: number, to: number): boolean => {
    const times = byTerm.get(id);
    if (!times) return false;
    if (!times.sorted) times.values.sort((a, b) => a - b);
    times.sorted = true;
    const first = times.values[firstAtLeast(times.values, from)];
    return first !== undefined && first <= to;
  };
  return {
    add({ terms }) {
      for (const { id, times } of terms) {
        const known = byTerm.get(id) ?? { values: [], sorted: false };
        byTerm.set(id, known);
        append(known.values, times);
        known.sorted = false;
      }
    },
    newIn({ span: { historyStart, from }, terms }) {
      return terms
        .flatMap(({ id, first }) => (first && !wasSeen(id, historyStart, from) ? [first] : []))
        .sort((a, b) => a.time - b.time)
        .map(({ origin }) => origin!);
    },
  };
}

/**
 * Returns the index of the first number in an ascending list that is not less than `wanted`, or the length of
 * the list.
 */
function firstAtLeast(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
