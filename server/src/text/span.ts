/** A half-open range `[start, end)` of UTF-16 code units in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The smallest span that holds both. */
export function cover(first: Span, last: Span): Span {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

/** The span moved by `distance` code units. */
export function shift(span: Span, distance: number): Span {
  return { start: span.start + distance, end: span.end + distance };
}

/** Whether the offset lies in the span; the end counts, as a cursor behind the last character does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether the two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Returns whether one of several spans, sorted and apart from each other, has the character at an offset. */
export function isInOneOf(sorted: readonly Span[], offset: number): boolean {
  const count = countUpTo(sorted, offset, ({ start }) => start);
  return count > 0 && offset < sorted[count - 1]!.end;
}

/** Returns how many of items, sorted by a number that they have, have one that is not greater than `limit`. */
export function countUpTo<Item>(
  sorted: ArrayLike<Item>,
  limit: number,
  numberOf: (item: Item) => number,
): number {
  return countWhile(sorted, (item) => numberOf(item) <= limit);
}

/** Returns how many items at the start of a list satisfy a test, which none after them does. */
export function countWhile<Item>(sorted: ArrayLike<Item>, satisfies: (item: Item) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (satisfies(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
