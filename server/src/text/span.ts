/** A half-open range `[start, end)` of UTF-16 code units in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns the smallest span that contains both. */
export function cover(first: Span, last: Span): Span {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

/** Returns the span moved by `distance` code units. */
export function shift(span: Span, distance: number): Span {
  return { start: span.start + distance, end: span.end + distance };
}

/** Returns whether the offset is in the span. The end counts, like a cursor after the last character. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Returns whether the two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Returns whether one of several sorted, disjoint spans contains the character at an offset. */
export function isInOneOf(sorted: readonly Span[], offset: number): boolean {
  const count = countUpTo(sorted, offset, ({ start }) => start);
  return count > 0 && offset < sorted[count - 1]!.end;
}

/** Returns how many of the items, sorted by a number, have a number that is not greater than `limit`. */
export function countUpTo<Item>(
  sorted: ArrayLike<Item>,
  limit: number,
  numberOf: (item: Item) => number,
): number {
  return countWhile(sorted, (item) => numberOf(item) <= limit);
}

/** Returns how many items at the start of a list satisfy a test that no later item satisfies. */
export function countWhile<Item>(sorted: ArrayLike<Item>, satisfies: (item: Item) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (satisfies(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
