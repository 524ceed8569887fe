import { addressKey } from '../../../fields/ip-text.js';
import { conversionError, isDateText } from '../../../query/esql/resolve/implicit.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { printAddressKey } from '../../values/addresses.js';
import { badArgument, Failure } from '../failure.js';
import { doubleText, fits, roundHalfUp } from './numbers.js';
import { type GeoPoint, type Scalar, whole } from './value.js';

/** Converts a value of a type to a string, like TO_STRING. */
export function textOf(value: Scalar, type: EsqlType): string {
  switch (type) {
    case 'double':
      return doubleText(value as number);
    case 'datetime':
      return dateText(value as number);
    case 'date_nanos':
      return nanosText(value as bigint);
    case 'geo_point': {
      const { longitude, latitude } = value as GeoPoint;
      return `POINT (${doubleText(longitude)} ${doubleText(latitude)})`;
    }
    default:
      return String(value);
  }
}

/** Formats a date as Elasticsearch prints it, with milliseconds. */
export function dateText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString();
}

function nanosText(nanoseconds: bigint): string {
  const milliseconds = nanoseconds / 1_000_000n - (nanoseconds % 1_000_000n < 0n ? 1n : 0n);
  const rest = nanoseconds - milliseconds * 1_000_000n;
  const text = dateText(Number(milliseconds)).slice(0, -1);
  return `${text}${
    rest === 0n
      ? ''
      : String(rest)
          .padStart(6, '0')
          .replace(/(?:000)$/, '')
  }Z`;
}

/**
 * Parses an ISO 8601 date, whose last components may be missing, to milliseconds. Returns undefined for any
 * other string.
 */
export function readDate(text: string): number | undefined {
  if (!isDateText(text)) return undefined;
  const match =
    /^([+-]?\d+)(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d)?(?::(\d\d))?(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-].*)?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [
    ,
    year = '0',
    month = '1',
    day = '1',
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    zone = 'Z',
  ] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.slice(0, 3).padEnd(3, '0')));
  const milliseconds = date.getTime() - zoneOffset(zone);
  // JavaScript has no dates beyond the years ±275760.
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function zoneOffset(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** Parses such a date to nanoseconds. */
export function readNanos(text: string): bigint | undefined {
  const milliseconds = readDate(text);
  if (milliseconds === undefined) return undefined;
  const fraction = /[.,](\d+)/.exec(text)?.[1] ?? '';
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.slice(3, 9).padEnd(6, '0'));
}

const number = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/**
 * Converts a value to a type. Throws a {@link Failure} if it cannot
 * (docs/semantics/esql.md#conversion-functions).
 */
export function convert(value: Scalar, from: EsqlType, to: EsqlType): Scalar {
  if (from === to) return value;
  switch (to) {
    case 'keyword':
    case 'text':
      return textOf(value, from);
    case 'boolean':
      return typeof value === 'string' ? value.toLowerCase() === 'true' : Number(value) !== 0;
    case 'integer':
    case 'long':
    case 'unsigned_long':
      return toWhole(value, from, to);
    case 'double':
      return toDouble(value);
    case 'datetime':
      return toDate(value, from);
    case 'date_nanos':
      return toNanos(value, from);
    case 'ip': {
      const key = addressKey(value as string);
      if (key === undefined || conversionError(value as string, 'ip') !== undefined)
        throw badArgument(`'${value as string}' is not an IP string literal.`);
      return printAddressKey(key);
    }
    case 'geo_point':
      return toPoint(value as string);
    default:
      return value;
  }
}

function toWhole(value: Scalar, from: EsqlType, to: EsqlType): Scalar {
  if (typeof value === 'boolean') return value ? 1 : 0;
  let converted: bigint;
  if (typeof value === 'string') {
    if (!number.test(value)) throw badNumber(value);
    converted = /^\s*[+-]?\d+\s*$/.test(value)
      ? BigInt(value.trim().replace('+', ''))
      : fromDouble(Number(value), to, value);
    if (!fits(converted, to)) throw outOfRange(value, to);
  } else if (from === 'double' || (typeof value === 'number' && !Number.isInteger(value)))
    converted = fromDouble(value as number, to, doubleText(value as number));
  else converted = BigInt(value as number | bigint);
  if (!fits(converted, to))
    throw outOfRange(from === 'double' ? doubleText(value as number) : String(value), to);
  return whole(converted);
}

function fromDouble(value: number, to: EsqlType, shown: string): bigint {
  if (!Number.isFinite(value)) throw outOfRange(shown, to);
  return roundHalfUp(value);
}

function badNumber(text: string): Failure {
  return new Failure(
    'org.elasticsearch.xpack.esql.core.InvalidArgumentException',
    `Cannot parse number [${text}]`,
  );
}

function outOfRange(shown: string, type: EsqlType): Failure {
  return new Failure(
    'org.elasticsearch.xpack.esql.core.InvalidArgumentException',
    `[${shown}] out of [${type}] range`,
  );
}

function toDouble(value: Scalar): number {
  if (typeof value === 'string') {
    if (!number.test(value)) throw badNumber(value);
    return Number(value);
  }
  return Number(value as number | bigint | boolean);
}

function toDate(value: Scalar, from: EsqlType): number {
  if (from === 'date_nanos') return Number((value as bigint) / 1_000_000n);
  if (typeof value !== 'string') return Math.trunc(Number(value as number | bigint));
  const date = readDate(value);
  if (date === undefined)
    throw badArgument(`failed to parse date field [${value}] with format [strict_date_optional_time]`);
  return date;
}

function toNanos(value: Scalar, from: EsqlType): bigint {
  if (from === 'datetime') return BigInt(value as number) * 1_000_000n;
  if (typeof value !== 'string') return BigInt(Math.trunc(Number(value as number | bigint)));
  const date = readNanos(value);
  if (date === undefined)
    throw badArgument(`failed to parse date field [${value}] with format [strict_date_optional_time_nanos]`);
  return date;
}

function toPoint(text: string): GeoPoint {
  const match = /^\s*POINT\s*\(\s*([-+.\deE]+)\s+([-+.\deE]+)\s*\)\s*$/i.exec(text);
  if (!match) throw badArgument(`Failed to parse WKT: ${text}`);
  return { longitude: Number(match[1]), latitude: Number(match[2]) };
}
