import type { PlannedPipe } from '../plan/planned-query.js';

/** Limits of a search. See `evaluate` in the library. */
export interface ResultLimits {
  readonly size: number;
  readonly resultPosition: 'head' | 'tail';
}

/**
 * Returns which of `count` results, in result order, are left after `size` and the pipes
 * (docs/semantics/eql.md#order-of-results): those from `start` up to, but not including, `end`. The implicit
 * limit of `size` applies before the pipes, and cuts from the end that the first pipe names. Without pipes,
 * `resultPosition` selects the end.
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
