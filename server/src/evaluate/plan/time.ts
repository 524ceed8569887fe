import { dateReader } from '../../fields/dates.js';
import type { FieldMapping } from '../../fields/field-type.js';
import { accessField, type EventObject } from '../values/access.js';

/** A point in time: whole milliseconds since 1970 and the remaining nanoseconds. */
export interface EventTime {
  readonly milliseconds: number;
  /** 0 to 999,999. */
  readonly nanoseconds: number;
}

/**
 * Compares times: negative if `a` is earlier than `b`, positive if it is later. A missing time comes first.
 */
export function compareTimes(a: EventTime | undefined, b: EventTime | undefined): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0;
  return a.milliseconds - b.milliseconds || a.nanoseconds - b.nanoseconds;
}

const perMillisecond = 1_000_000;

/** Converts milliseconds to nanoseconds. */
export function nanosecondsOf(milliseconds: number): number {
  return milliseconds * perMillisecond;
}

/** In nanoseconds. Earlier than any maxspan before events that have a time. */
const longAgo = -1e21;

/**
 * Returns a function that returns the nanoseconds since the first time it was called with: counted from 1970,
 * they would not fit in a number. They are exact for 104 days, and whole milliseconds for years. For an event
 * without a time it repeats the last result, which is initially long ago.
 */
export function elapsedTime(): (time: EventTime | undefined) => number {
  let first: EventTime | undefined;
  let latest = longAgo;
  return (time) => {
    if (time) {
      first ??= time;
      latest = nanosecondsOf(time.milliseconds - first.milliseconds) + time.nanoseconds - first.nanoseconds;
    }
    return latest;
  };
}

/** Returns a reader of event times from a field, which is read as a date whatever its mapping. */
export function timeReader(
  field: string,
  mapping: FieldMapping | undefined,
): (event: EventObject) => EventTime | undefined {
  const isDate = mapping?.type === 'date' || mapping?.type === 'date_nanos';
  const wholeMilliseconds = mapping?.type === 'date';
  const readSlowly = dateReader(isDate ? mapping.format : undefined);
  const quick = !isDate || mapping.format === undefined;
  const access = accessField(field);
  const readTime = (raw: unknown): EventTime | undefined => {
    if (quick && typeof raw === 'string') {
      const milliseconds = quickIso(raw);
      if (milliseconds !== undefined) return { milliseconds, nanoseconds: 0 };
    }
    const instant = typeof raw === 'string' || typeof raw === 'number' ? readSlowly(raw)?.from : undefined;
    if (instant === undefined) return undefined;
    const nanoseconds = Number(((instant % 1_000_000n) + 1_000_000n) % 1_000_000n);
    const milliseconds = Number((instant - BigInt(nanoseconds)) / 1_000_000n);
    return { milliseconds, nanoseconds: wholeMilliseconds ? 0 : nanoseconds };
  };
  return (event) => {
    let time: EventTime | undefined;
    access.some(event, (raw) => {
      time = readTime(raw);
      return time !== undefined;
    });
    return time;
  };
}

let lastDay = '';
let lastDayMilliseconds = 0;

/**
 * Parses `2026-01-02T03:04:05.678Z`, the form of most events, to milliseconds. Returns undefined for any
 * other form.
 */
function quickIso(text: string): number | undefined {
  if (
    text.length !== 24 ||
    text[10] !== 'T' ||
    text[23] !== 'Z' ||
    text[13] !== ':' ||
    text[16] !== ':' ||
    text[19] !== '.'
  ) {
    return undefined;
  }
  const day = text.slice(0, 10);
  if (day !== lastDay) {
    const milliseconds = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
    // JavaScript accepts February 30 as March 2.
    if (Number.isNaN(milliseconds) || new Date(milliseconds).getUTCDate() !== Number(day.slice(8)))
      return undefined;
    lastDay = day;
    lastDayMilliseconds = milliseconds;
  }
  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  const seconds = twoDigits(text, 17);
  // The two overlap, so all three are known to be digits.
  const [hundredths, thousandths] = [twoDigits(text, 20), twoDigits(text, 21)];
  if (hours >= 24 || minutes >= 60 || seconds >= 60 || hundredths >= 100 || thousandths >= 100)
    return undefined;
  const fraction = hundredths * 10 + (thousandths % 10);
  return lastDayMilliseconds + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction;
}

/**
 * Returns the number that two digits write. If they are not digits, returns a value that is out of range for
 * any unit of time.
 */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 10_000;
}
