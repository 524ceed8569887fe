import { badArgument } from '../failure.js';

/** A repeated letter of a java.time pattern, or literal text. */
interface Piece {
  readonly letter: string | undefined;
  readonly length: number;
  readonly text: string;
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function piecesOf(pattern: string): readonly Piece[] {
  return [...pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)].map(([text, quoted, letter]) =>
    letter === undefined
      ? {
          letter: undefined,
          length: 0,
          text: quoted === undefined ? text : quoted === '' ? "'" : quoted.replaceAll("''", "'"),
        }
      : { letter, length: text.length, text },
  );
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** Formats a date by a java.time pattern, in UTC. */
export function formatDate(milliseconds: number, pattern: string): string {
  const date = new Date(milliseconds);
  return piecesOf(pattern)
    .map(({ letter, length, text }) => (letter === undefined ? text : field(date, letter, length)))
    .join('');
}

function field(date: Date, letter: string, length: number): string {
  switch (letter) {
    case 'y':
    case 'u':
    case 'Y':
      return length === 2 ? pad(date.getUTCFullYear() % 100, 2) : pad(date.getUTCFullYear(), length);
    case 'M':
    case 'L': {
      const month = date.getUTCMonth();
      if (length > 2) return length === 3 ? months[month]!.slice(0, 3) : months[month]!;
      return pad(month + 1, length);
    }
    case 'd':
      return pad(date.getUTCDate(), length);
    case 'D':
      return pad(
        Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1,
        length,
      );
    case 'E': {
      const day = days[date.getUTCDay()]!;
      return length > 3 ? day : day.slice(0, 3);
    }
    case 'e':
      return pad(date.getUTCDay() || 7, length);
    case 'H':
      return pad(date.getUTCHours(), length);
    case 'k':
      return pad(date.getUTCHours() || 24, length);
    case 'h':
      return pad(date.getUTCHours() % 12 || 12, length);
    case 'K':
      return pad(date.getUTCHours() % 12, length);
    case 'a':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'm':
      return pad(date.getUTCMinutes(), length);
    case 's':
      return pad(date.getUTCSeconds(), length);
    case 'S':
      return pad(date.getUTCMilliseconds(), 3).padEnd(length, '0').slice(0, length);
    case 'q':
    case 'Q':
      return pad(Math.floor(date.getUTCMonth() / 3) + 1, length);
    case 'Z':
      return '+0000';
    case 'X':
      return 'Z';
    case 'x':
      return length > 2 ? '+00:00' : '+00';
    case 'z':
    case 'V':
    case 'v':
      return 'UTC';
    case 'G':
      return 'AD';
    default:
      throw badArgument(`Unknown pattern letter: ${letter}`);
  }
}

/** Returns the regular expression that reads a letter of the pattern. */
function expressionOf(letter: string, length: number): string {
  switch (letter) {
    case 'y':
    case 'u':
      return length === 2 ? '\\d{2}' : length >= 4 ? '[+-]?\\d{4,9}' : '\\d{1,9}';
    case 'M':
    case 'L':
      return length > 3
        ? `(?:${months.join('|')})`
        : length === 3
          ? `(?:${months.map((name) => name.slice(0, 3)).join('|')})`
          : length === 2
            ? '\\d{2}'
            : '\\d{1,2}';
    case 'E':
      return length > 3 ? `(?:${days.join('|')})` : `(?:${days.map((name) => name.slice(0, 3)).join('|')})`;
    case 'a':
      return '(?:AM|PM)';
    case 'S':
      return `\\d{${length}}`;
    case 'Z':
    case 'X':
    case 'x':
      return '(?:Z|[+-]\\d{2}(?::?\\d{2})?)';
    case 'd':
    case 'D':
    case 'H':
    case 'h':
    case 'k':
    case 'K':
    case 'm':
    case 's':
      return length === 1 ? '\\d{1,2}' : `\\d{${length}}`;
    default:
      return '\\w+';
  }
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Parses a date by a java.time pattern. Returns undefined if the string has another form. */
export function parseDate(text: string, pattern: string): number | undefined {
  const pieces = piecesOf(pattern);
  const expression = pieces
    .map(({ letter, length, text: written }) =>
      letter === undefined ? quoted(written) : `(${expressionOf(letter, length)})`,
    )
    .join('');
  const match = new RegExp(`^${expression}$`).exec(text);
  if (!match) return undefined;
  const read = new Map<string, string>();
  pieces
    .filter(({ letter }) => letter !== undefined)
    .forEach(({ letter }, index) => {
      read.set(letter!, match[index + 1]!);
    });
  const numberAt = (...letters: string[]): number | undefined => {
    const found = letters.map((letter) => read.get(letter)).find((value) => value !== undefined);
    return found === undefined ? undefined : Number(found);
  };
  const writtenYear = numberAt('u', 'y') ?? 1970;
  const year = (read.get('y') ?? read.get('u') ?? '').length === 2 ? 2000 + writtenYear : writtenYear;
  const monthText = read.get('M') ?? read.get('L');
  const month = monthText === undefined ? 1 : monthNumber(monthText);
  const day = numberAt('d') ?? 1;
  const half = read.get('a');
  const hours = numberAt('H', 'k') ?? (numberAt('h', 'K') ?? 0) % 12;
  const hour = half === 'PM' ? hours + 12 : hours;
  const minute = numberAt('m') ?? 0;
  const second = numberAt('s') ?? 0;
  const fraction = (read.get('S') ?? '').slice(0, 3).padEnd(3, '0');
  if (month < 1 || month > 12 || hour > 24 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return undefined;
  date.setUTCHours(hour, minute, second, Number(fraction));
  return date.getTime() - offsetOf(read.get('X') ?? read.get('x') ?? read.get('Z') ?? 'Z');
}

function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  return months.findIndex((name) => name.slice(0, 3) === text.slice(0, 3)) + 1;
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}
