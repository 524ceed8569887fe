/**
 * Returns the smallest of the numbers, or Infinity if there are none. `Math.min` only accepts as many as fit
 * on the stack.
 */
export function least(numbers: Iterable<number>): number {
  let result = Number.POSITIVE_INFINITY;
  for (const number of numbers) result = Math.min(result, number);
  return result;
}

/** Returns the largest of the numbers, or -Infinity if there are none. */
export function greatest(numbers: Iterable<number>): number {
  let result = Number.NEGATIVE_INFINITY;
  for (const number of numbers) result = Math.max(result, number);
  return result;
}
