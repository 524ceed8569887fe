/**
 * A time span in nanoseconds since 1970, both ends included: what a date string with missing parts covers.
 */
export interface Instant {
  readonly from: bigint;
  readonly to: bigint;
}

const millisecond = 1_000_000n;

/** Parses dates in one of several formats, with `||` between alternatives, as in a mapping. */
export type DateReader = (text: string | number) => Instant | undefined;

/** The default formats of date fields. */
export const defaultDateFormat = 'strict_date_optional_time||epoch_millis';

/**
 * Whether a string is read as a date of a query, which must be complete, or as one of a document, where more
 * is accepted.
 */
type Strictness = 'query' | 'document';

/**
 * Returns a reader for the formats of a date mapping. Supports `strict_date_optional_time(_nanos)`,
 * `date_optional_time`, `epoch_millis`, `epoch_second` and patterns of y M d H m s S with literal text
 * (docs/semantics/eql.md#dates).
 */
export function dateReader(
  format: string = defaultDateFormat,
  strictness: Strictness = 'document',
): DateReader {
  const readers = format.split('||').map((part) => singleReader(part.trim(), strictness));
  return (text) => {
    for (const read of readers) {
      const instant = read(strictness === 'query' ? String(text) : String(text).trim());
      if (instant) return instant;
    }
    return undefined;
  };
}

const isoFormat = /^(strict_)?date_(optional_)?time(_nanos|_no_millis)?$/;

function singleReader(format: string, strictness: Strictness): (text: string) => Instant | undefined {
  if (format === 'epoch_millis') return (text) => readEpoch(text, millisecond);
  if (format === 'epoch_second') return (text) => readEpoch(text, 1000n * millisecond);
  if (!isoFormat.test(format)) return patternReader(format);
  const pattern =
    strictness === 'document' ? isoDate : format.startsWith('strict_') ? strictIsoDate : lenientIsoDate;
  return (text) => readIso(text, pattern);
}

/** Returns whether every part of a date format is supported. */
function isKnownFormat(format: string): boolean {
  return format.split('||').every((part) => {
    const trimmed = part.trim();
    if (/^epoch_(?:millis|second)$/.test(trimmed) || isoFormat.test(trimmed)) return true;
    const letters = trimmed.replace(/'(?:[^']|'')*'/g, '').match(/[A-Za-z]+/g) ?? [];
    return letters
      .join('')
      .split('')
      .every((letter) => letter in patternLetters || /[XZ]/.test(letter));
  });
}

/**
 * Returns whether a query may compare a field of this format with a string: a date in the format, or date
 * math. An unsupported format accepts anything.
 */
export function isDateConstant(text: string, format: string = defaultDateFormat): boolean {
  return !isKnownFormat(format) || readDateConstant(text, dateReader(format, 'query'), 0n) !== undefined;
}

function readEpoch(text: string, unit: bigint): Instant | undefined {
  const match = /^(-?\d{1,18})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const whole = BigInt(match[1]!) * unit;
  const fraction = match[2] ? (BigInt(match[2].padEnd(9, '0')) * unit) / 1_000_000_000n : 0n;
  const from = match[1]!.startsWith('-') ? whole - fraction : whole + fraction;
  return { from, to: match[2] ? from : from + unit - 1n };
}

/**
 * Returns the pattern of ISO 8601 dates with this many digits in the parts after the year, and this sign
 * before the time.
 */
function isoPattern(digits: string, sign: string): RegExp {
  const part = `(\\d${digits})`;
  const time = `${part}(?::${part}(?::${part}(?:[.,](\\d{1,9}))?)?)?`;
  const zone = '(Z|[+-]\\d{2}(?::?\\d{2})?)';
  return new RegExp(`^(\\d{4})(?:-${part}(?:-${part}(?:${sign}(?:${time})?${zone}?)?)?)?$`);
}

const isoDate = isoPattern('{1,2}', '[T ]');
const lenientIsoDate = isoPattern('{1,2}', 'T');
const strictIsoDate = isoPattern('{2}', 'T');

/** Parses an ISO 8601 date, date and time, or a part of one. Missing parts make the instant longer. */
export function readIsoDate(text: string): Instant | undefined {
  return readIso(text, isoDate);
}

function readIso(text: string, pattern: RegExp): Instant | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const start = utcMilliseconds(year!, month, day, hour, minute, second);
  if (start === undefined) return undefined;
  const offset = BigInt(zoneMinutes(zone)) * 60_000n * millisecond;
  const from = BigInt(start) * millisecond + (fraction ? BigInt(fraction.padEnd(9, '0')) : 0n) - offset;
  return { from, to: from + unitLength(hour, minute, second, fraction) - 1n };
}

function utcMilliseconds(
  year: string,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
): number | undefined {
  const parts = [
    Number(month ?? 1),
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  ] as const;
  const [m, d, h, min, s] = parts;
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(Number(year), m) || h > 23 || min > 59 || s > 59)
    return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), m - 1, d);
  date.setUTCHours(h, min, s, 0);
  return date.getTime();
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year < 100 ? year + 400 : year, month, 0)).getUTCDate();
}

function zoneMinutes(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.replace(':', '').slice(3, 5) || 0);
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * Returns the nanoseconds that a date string covers. A month or year without its day is its first day:
 * Elasticsearch rounds up only the missing parts of the time (docs/decisions/dates-without-day.md).
 */
function unitLength(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
): bigint {
  if (fraction) return 1n;
  if (second) return 1000n * millisecond;
  if (minute) return 60_000n * millisecond;
  return (hour ? 3_600_000n : 86_400_000n) * millisecond;
}

const patternLetters: Readonly<Record<string, string>> = {
  u: 'year',
  y: 'year',
  M: 'month',
  d: 'day',
  H: 'hour',
  m: 'minute',
  s: 'second',
  S: 'fraction',
};

/** Returns a reader for a Java date pattern of numbers and literal text, such as `dd-MM-yyyy`. */
function patternReader(pattern: string): (text: string) => Instant | undefined {
  const names: string[] = [];
  let source = '';
  for (const [token] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']/g)) {
    const name = patternLetters[token[0]!];
    if (name) {
      names.push(name);
      source += token.length === 1 ? '(\\d{1,2})' : `(\\d{${token.length}})`;
    } else if (/^[XZ]/.test(token)) {
      names.push('zone');
      source += '(Z|[+-]\\d{2}:?\\d{2})';
    } else source += token.replace(/^'|'$/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  const expression = new RegExp(`^${source}$`);
  return (text) => {
    const match = expression.exec(text);
    if (!match) return undefined;
    const part = (name: string): string | undefined => {
      const index = names.indexOf(name);
      return index < 0 ? undefined : match[index + 1];
    };
    const time = [part('hour') ?? '00', part('minute') ?? '00', part('second') ?? '00'].join(':');
    const date = [part('year') ?? '1970', part('month') ?? '01', part('day') ?? '01'].join('-');
    const fraction = part('fraction');
    return readIsoDate(`${date}T${time}${fraction ? `.${fraction}` : ''}${part('zone') ?? 'Z'}`);
  };
}

/** Returns the start of the millisecond that contains a time in nanoseconds since 1970. */
export function wholeMilliseconds(nanoseconds: bigint): bigint {
  const rest = nanoseconds % millisecond;
  return nanoseconds - (rest < 0n ? rest + millisecond : rest);
}

const mathUnits = 'yMwdhHms';

/**
 * Parses a date constant of a query: a date string, `now`, or either with date math (`now-1d/d`,
 * `2026-01-01||+1M`). `now` is in nanoseconds since 1970. Rounding extends the instant to the whole unit.
 */
export function readDateConstant(text: string, read: DateReader, now: bigint): Instant | undefined {
  let base: Instant | undefined;
  let math = '';
  if (text.startsWith('now')) {
    base = { from: now, to: now };
    math = text.slice(3);
  } else {
    const bars = text.indexOf('||');
    base = read(bars < 0 ? text : text.slice(0, bars));
    math = bars < 0 ? '' : text.slice(bars + 2);
  }
  if (!base || math === '') return base;
  let { from, to } = base;
  const step = new RegExp(`([+-])(\\d*)([${mathUnits}])|/([${mathUnits}])`, 'y');
  while (step.lastIndex < math.length) {
    const match = step.exec(math);
    if (!match) return undefined;
    const [, sign, amount, unit, round] = match;
    if (round) {
      from = roundDown(from, round);
      to = addUnits(from, 1, round) - 1n;
    } else {
      const count = Number(amount === '' ? 1 : amount) * (sign === '-' ? -1 : 1);
      from = addUnits(from, count, unit!);
      to = addUnits(to, count, unit!);
    }
  }
  return { from, to };
}

function toDate(nanoseconds: bigint): Date {
  const floored =
    nanoseconds >= 0n ? nanoseconds / millisecond : -((-nanoseconds + millisecond - 1n) / millisecond);
  return new Date(Number(floored));
}

function addUnits(nanoseconds: bigint, count: number, unit: string): bigint {
  const fixed: Readonly<Record<string, bigint>> = {
    s: 1_000n,
    m: 60_000n,
    h: 3_600_000n,
    H: 3_600_000n,
    d: 86_400_000n,
    w: 604_800_000n,
  };
  const length = fixed[unit];
  if (length !== undefined) return nanoseconds + BigInt(count) * length * millisecond;
  const date = toDate(nanoseconds);
  const moved = new Date(date);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count * (unit === 'y' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  moved.setUTCFullYear(year, month, Math.min(date.getUTCDate(), daysInMonth(year, month + 1)));
  return nanoseconds + BigInt(moved.getTime() - date.getTime()) * millisecond;
}

function roundDown(nanoseconds: bigint, unit: string): bigint {
  const date = toDate(nanoseconds);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const starts: Readonly<Record<string, number>> = {
    y: Date.UTC(year, 0, 1),
    M: Date.UTC(year, month, 1),
    w: Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7)),
    d: Date.UTC(year, month, day),
    h: Date.UTC(year, month, day, date.getUTCHours()),
    H: Date.UTC(year, month, day, date.getUTCHours()),
    m: Date.UTC(year, month, day, date.getUTCHours(), date.getUTCMinutes()),
    s: Date.UTC(year, month, day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()),
  };
  return BigInt(starts[unit]!) * millisecond;
}

/**
 * Formats a date as Elasticsearch prints it: ISO 8601 in UTC with milliseconds, and with nanoseconds only if
 * they are not zero.
 */
export function printDate(nanoseconds: bigint): string {
  const date = toDate(nanoseconds);
  const rest = ((nanoseconds % millisecond) + millisecond) % millisecond;
  const iso = date.toISOString();
  return rest === 0n ? iso : iso.replace('Z', `${String(rest).padStart(6, '0')}Z`);
}
