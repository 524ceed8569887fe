import type { Call } from '../../../query/esql/syntax.js';
import { isDate, isTimeSpan } from '../../../query/esql/types.js';
import { SearchFailure } from '../failure.js';
import { durationOf, readSpan, truncateDate } from '../values/dates.js';
import { readDate } from '../values/text.js';
import type { Duration, Scalar, Value } from '../values/value.js';
import type { Cell, Place } from './cell.js';

/** The steps of BUCKET for dates, finest first (docs/semantics/esql.md#grouping-functions). */
const steps: readonly Duration[] = [
  ...[1, 10, 50, 100].map((amount) => durationOf(amount, 'ms')),
  ...[1, 5, 10, 30].map((amount) => durationOf(amount, 's')),
  ...[1, 5, 10, 30].map((amount) => durationOf(amount, 'm')),
  ...[1, 3, 12].map((amount) => durationOf(amount, 'h')),
  durationOf(1, 'day'),
];
const largeSteps: readonly Duration[] = ['week', 'month', 'year'].map((unit) => durationOf(1, unit));

/** BUCKET: groups of numbers or dates. The size is computed once, from constants. */
export function compileBucket(call: Call, cells: readonly Cell[], { environment }: Place): Cell {
  const [value, size, from, to] = cells;
  const type = environment.typeOf(call.arguments[0]!);
  const perValue =
    (apply: (one: Scalar, row: number) => Scalar): Cell =>
    (row) => {
      const own = value!(row);
      if (own === null) return null;
      return Array.isArray(own) ? (own as Scalar[]).map((one) => apply(one, row)) : apply(own as Scalar, row);
    };
  if (isDate(type)) {
    let interval: Duration | undefined;
    const isSpan = isTimeSpan(environment.typeOf(call.arguments[1]!));
    const intervalAt = (row: number): Duration => {
      const given = size!(row);
      const written = typeof given === 'string' ? readSpan(given) : undefined;
      return (
        written ??
        (isSpan ? (given as Duration) : stepFor(Number(given), dateOf(from!(row)), dateOf(to!(row))))
      );
    };
    return perValue((one, row) => {
      interval ??= intervalAt(row);
      return typeof one === 'bigint'
        ? BigInt(truncateDate(Number(one / 1_000_000n), interval)) * 1_000_000n
        : truncateDate(one as number, interval);
    });
  }
  let width: number | undefined;
  return perValue((one, row) => {
    width ??= from ? widthFor(Number(size!(row)), Number(from(row)), Number(to!(row))) : Number(size!(row));
    if (!(width > 0)) throw new SearchFailure('BUCKET: the width must be positive');
    return Math.floor(Number(one) / width) * width;
  });
}

function dateOf(value: Value): number {
  if (typeof value === 'string') return readDate(value) ?? Number.NaN;
  return typeof value === 'bigint' ? Number(value / 1_000_000n) : Number(value);
}

function stepFor(buckets: number, from: number, to: number): Duration {
  const fits = (step: Duration): boolean => {
    const start = truncateDate(from, step);
    const { months, days, milliseconds } = step;
    if (months === 0) return (to - start) / (days * 86_400_000 + milliseconds) <= buckets;
    let count = 0;
    for (let at = start; at < to; at = nextMonths(at, months)) if (++count > buckets) return false;
    return true;
  };
  return steps.find(fits) ?? largeSteps.find(fits) ?? largeSteps.at(-1)!;
}

function nextMonths(start: number, months: number): number {
  const date = new Date(start);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime();
}

function widthFor(buckets: number, from: number, to: number): number {
  const precise = (to - from) / buckets;
  const power = 10 ** Math.ceil(Math.log10(precise));
  return precise < power / 2 ? power / 2 : power;
}
