import { timeUnit } from '../../../query/esql/time-units.js';
import { Failure, SearchFailure } from '../failure.js';
import type { Duration } from './value.js';

/** Returns the duration of an amount of a unit. */
export function durationOf(amount: number, unit: string): Duration {
  const { base, factor } = timeUnit(unit.toLowerCase()) ?? { base: 'millisecond', factor: 0 };
  const size = amount * factor;
  return {
    months: base === 'month' ? size : 0,
    days: base === 'day' ? size : 0,
    milliseconds: base === 'millisecond' ? size : 0,
  };
}

/** Parses a time span such as `5 minutes`. Returns undefined for any other string. */
export function readSpan(text: string): Duration | undefined {
  const [, amount = '', unit = ''] = /^(\S+)\s+(\S+)$/.exec(text.trim()) ?? [];
  return unit === '' ? undefined : durationOf(Number(amount), unit);
}

export function addDurations(a: Duration, b: Duration, sign: 1 | -1): Duration {
  return {
    months: a.months + sign * b.months,
    days: a.days + sign * b.days,
    milliseconds: a.milliseconds + sign * b.milliseconds,
  };
}

const daysOfMonth = (year: number, month: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month + 1, 0);
  return date.getUTCDate();
};

/** Moves a date by a duration. A day that does not exist in the month becomes its last day. */
export function moveDate(
  milliseconds: number,
  { months, days, milliseconds: rest }: Duration,
  sign: 1 | -1,
): number {
  let moved = milliseconds;
  if (months !== 0) {
    const date = new Date(moved);
    const total = date.getUTCFullYear() * 12 + date.getUTCMonth() + sign * months;
    const year = Math.floor(total / 12);
    if (Math.abs(year) > 999_999_999)
      throw new Failure(
        'java.time.DateTimeException',
        `Invalid value for Year (valid values -999999999 - 999999999): ${year}`,
      );
    const month = total - year * 12;
    date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), daysOfMonth(year, month)));
    moved = date.getTime();
  }
  moved += sign * (days * 86_400_000 + rest);
  if (!Number.isFinite(moved) || Math.abs(moved) > 8.64e15)
    throw new Failure('java.lang.ArithmeticException', 'long overflow');
  return moved;
}

/** The Monday of the week of 1970-01-01 was three days earlier. */
const weekOffset = 3 * 86_400_000;

/** Rounds a date down to a multiple of an interval (docs/semantics/esql.md#dates). */
export function truncateDate(milliseconds: number, { months, days, milliseconds: length }: Duration): number {
  if (months > 0) {
    const date = new Date(milliseconds);
    const year = date.getUTCFullYear();
    const start = new Date(0);
    if (months % 12 === 0) {
      const years = months / 12;
      start.setUTCFullYear(
        Math.floor((year - 1) / years) * years + 1 === year || years === 1 ? year : floorYear(year, years),
        0,
        1,
      );
    } else {
      const total = (year - 1) * 12 + date.getUTCMonth();
      const floored = Math.floor(total / months) * months;
      start.setUTCFullYear(Math.floor(floored / 12) + 1, ((floored % 12) + 12) % 12, 1);
    }
    return start.getTime();
  }
  if (days === 7 && length === 0)
    return Math.floor((milliseconds + weekOffset) / 604_800_000) * 604_800_000 - weekOffset;
  const step = days * 86_400_000 + length;
  if (!(step > 0)) throw new SearchFailure('Zero or negative time interval is not supported');
  return Math.floor(milliseconds / step) * step;
}

function floorYear(year: number, years: number): number {
  return Math.floor((year - 1) / years) * years + 1;
}

const lengths: Readonly<Record<string, number>> = {
  day: 86_400_000,
  dayofyear: 86_400_000,
  weekday: 86_400_000,
  week: 604_800_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
};

/**
 * Returns the number of whole units from one date to another, rounded towards zero. Dates are in nanoseconds.
 */
export function dateDifference(unit: string, start: bigint, end: bigint): bigint {
  if (unit === 'nanosecond') return end - start;
  if (unit === 'microsecond') return (end - start) / 1_000n;
  if (unit === 'millisecond') return (end - start) / 1_000_000n;
  const length = lengths[unit];
  if (length !== undefined) return (end - start) / (BigInt(length) * 1_000_000n);
  const months = monthsBetween(start, end);
  return BigInt(Math.trunc(months / (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1)));
}

function monthsBetween(start: bigint, end: bigint): number {
  if (end < start) return -monthsBetween(end, start);
  const first = new Date(Number(start / 1_000_000n));
  const last = new Date(Number(end / 1_000_000n));
  const months =
    (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const within = (date: Date): number => date.getUTCDate() * 86_400_000 + (date.getTime() % 86_400_000);
  return within(last) < within(first) ? months - 1 : months;
}

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
const midnight = (date: Date): number => Math.floor(date.getTime() / 86_400_000) * 86_400_000;

/** Extractors of date parts, by their names in Java's ChronoField. */
const parts: ReadonlyMap<string, (date: Date) => number> = new Map<string, (date: Date) => number>(
  Object.entries({
    year: (date) => date.getUTCFullYear(),
    year_of_era: (date) => Math.abs(date.getUTCFullYear()),
    month_of_year: (date) => date.getUTCMonth() + 1,
    proleptic_month: (date) => date.getUTCFullYear() * 12 + date.getUTCMonth(),
    day_of_month: (date) => date.getUTCDate(),
    day_of_year: dayOfYear,
    day_of_week: (date) => date.getUTCDay() || 7,
    aligned_day_of_week_in_month: (date) => ((date.getUTCDate() - 1) % 7) + 1,
    aligned_day_of_week_in_year: (date) => ((dayOfYear(date) - 1) % 7) + 1,
    aligned_week_of_month: (date) => Math.floor((date.getUTCDate() - 1) / 7) + 1,
    aligned_week_of_year: (date) => Math.floor((dayOfYear(date) - 1) / 7) + 1,
    epoch_day: (date) => Math.floor(date.getTime() / 86_400_000),
    hour_of_day: (date) => date.getUTCHours(),
    clock_hour_of_day: (date) => date.getUTCHours() || 24,
    hour_of_ampm: (date) => date.getUTCHours() % 12,
    clock_hour_of_ampm: (date) => date.getUTCHours() % 12 || 12,
    ampm_of_day: (date) => (date.getUTCHours() < 12 ? 0 : 1),
    minute_of_hour: (date) => date.getUTCMinutes(),
    minute_of_day: (date) => date.getUTCHours() * 60 + date.getUTCMinutes(),
    second_of_minute: (date) => date.getUTCSeconds(),
    second_of_day: (date) => Math.floor((date.getTime() - midnight(date)) / 1_000),
    milli_of_second: (date) => date.getUTCMilliseconds(),
    milli_of_day: (date) => date.getTime() - midnight(date),
    micro_of_second: (date) => date.getUTCMilliseconds() * 1_000,
    micro_of_day: (date) => (date.getTime() - midnight(date)) * 1_000,
    nano_of_second: (date) => date.getUTCMilliseconds() * 1_000_000,
    nano_of_day: (date) => (date.getTime() - midnight(date)) * 1_000_000,
    instant_seconds: (date) => Math.floor(date.getTime() / 1_000),
    era: (date) => (date.getUTCFullYear() > 0 ? 1 : 0),
    offset_seconds: () => 0,
  }),
);

/**
 * Returns the function that extracts a date part, by its name in any case, or undefined for an unknown name.
 */
export function datePart(name: string): ((milliseconds: number) => number) | undefined {
  const part = parts.get(name.toLowerCase());
  return part && ((milliseconds) => part(new Date(milliseconds)));
}
