import type { PlannedPipe } from '../plan/planned-query.js';

/** Limits of a search; see `evaluate` in the library. */
export interface ResultLimits {
  readonly size: number;
  readonly resultPosition: 'head' | 'tail';
}

/**
 * Which of `count` results, in result order, `size` and the pipes leave (docs/semantics/eql.md#order-of-results): those
 * from `start` up to, not including, `end`. The implicit limit of `size` comes before the pipes and cuts from the end
 * that the first of them names; `resultPosition` says which end where there is no pipe.
 */
export function limitResults(
  count: number,
  pipes: readonly PlannedPipe[],
  { size, resultPosition }: ResultLimits,
): { readonly start: number; readonly end: number } {
  let range = take({ start: 0, end: count }, pipes[0]?.kind ?? resultPosition, size);
  for (const pipe of pipes) range = take(range, pipe.kind, pipe.count);
  return range;
}

function take(
  { start, end }: { start: number; end: number },
  position: 'head' | 'tail',
  count: number,
): { start: number; end: number } {
  if (count >= end - start) return { start, end };
  return position === 'head' ? { start, end: start + count } : { start: end - count, end };
}
