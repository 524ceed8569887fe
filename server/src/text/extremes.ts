/** Returns the least of the numbers, Infinity when there are none. `Math.min` takes only as many as fit on the stack. */
export function least(numbers: Iterable<number>): number {
  let result = Number.POSITIVE_INFINITY;
  for (const number of numbers) result = Math.min(result, number);
  return result;
}

/** Returns the greatest of the numbers, -Infinity when there are none. */
export function greatest(numbers: Iterable<number>): number {
  let result = Number.NEGATIVE_INFINITY;
  for (const number of numbers) result = Math.max(result, number);
  return result;
}
