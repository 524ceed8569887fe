/** Ranges of ordered values, with single values in a lookup table so that long lists are quick to compare. */
export interface RangeSet<End extends number | string> {
  readonly points: ReadonlySet<End>;
  readonly ranges: readonly Range<End>[];
}

/** Values between two ends. */
export interface Range<End extends number | string> {
  readonly from: End;
  readonly to: End;
  /** Whether the range includes its ends. */
  readonly fromIncluded: boolean;
  readonly toIncluded: boolean;
}

/** Returns the range including its ends. */
export function closed<End extends number | string>(from: End, to: End): Range<End> {
  return { from, to, fromIncluded: true, toIncluded: true };
}

/** Returns the set of the values in one of the ranges. */
export function rangeSet<End extends number | string>(all: readonly Range<End>[]): RangeSet<End> {
  const isPoint = ({ from, to }: Range<End>): boolean => from === to;
  return {
    points: new Set(all.filter(isPoint).map(({ from }) => from)),
    ranges: all.filter((range) => !isPoint(range)),
  };
}

/** Returns how many pairs of ranges a comparison of two sets must consider. */
export function rangePairs<End extends number | string>(a: RangeSet<End>, b: RangeSet<End>): number {
  return a.ranges.length * (b.ranges.length + b.points.size) + a.points.size * b.ranges.length;
}

/** Returns whether every value of `inner` is certainly one of `outer`. */
export function isRangeSubset<End extends number | string>(
  inner: RangeSet<End>,
  outer: RangeSet<End>,
): boolean {
  const isCovered = (range: Range<End>): boolean => outer.ranges.some((other) => contains(other, range));
  for (const point of inner.points)
    if (!outer.points.has(point) && !isCovered(closed(point, point))) return false;
  return inner.ranges.every(isCovered);
}

/** Returns whether no value is in both. */
export function areRangesDisjoint<End extends number | string>(a: RangeSet<End>, b: RangeSet<End>): boolean {
  for (const point of a.points)
    if (b.points.has(point) || !isApart(closed(point, point), b.ranges)) return false;
  for (const point of b.points) if (!isApart(closed(point, point), a.ranges)) return false;
  return a.ranges.every((range) => isApart(range, b.ranges));
}

function isApart<End extends number | string>(range: Range<End>, others: readonly Range<End>[]): boolean {
  return others.every((other) => isBefore(range, other) || isBefore(other, range));
}

function isBefore<End extends number | string>(left: Range<End>, right: Range<End>): boolean {
  return left.to < right.from || (left.to === right.from && !(left.toIncluded && right.fromIncluded));
}

function contains<End extends number | string>(outer: Range<End>, inner: Range<End>): boolean {
  const from =
    outer.from < inner.from || (outer.from === inner.from && (outer.fromIncluded || !inner.fromIncluded));
  const to = outer.to > inner.to || (outer.to === inner.to && (outer.toIncluded || !inner.toIncluded));
  return from && to;
}
