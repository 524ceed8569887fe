import { addressKey } from '../../../fields/ip-text.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { compileStars } from '../../../query/patterns/wildcard.js';
import type { EventObject } from '../../values/access.js';
import { printAddressKey } from '../../values/addresses.js';
import { type Column, sourceColumn } from '../stage.js';
import { readDate, readNanos } from '../values/text.js';
import { cellOf, compareScalars, type Scalar, type Value, whole } from '../values/value.js';
import { pointReader, readPoint } from './geo-point.js';
import { columnReader } from './multi-field.js';

/**
 * Returns a function that converts a JSON value to a type. It returns undefined for a value that an index
 * would not store.
 */
export function readerOf(type: EsqlType): (raw: unknown) => Scalar | undefined {
  switch (type) {
    case 'boolean':
      return (raw) =>
        typeof raw === 'boolean' ? raw : raw === 'true' ? true : raw === 'false' ? false : undefined;
    case 'integer':
    case 'long':
    case 'unsigned_long':
      return readWhole;
    case 'double':
      return (raw) => {
        const number = typeof raw === 'string' || typeof raw === 'bigint' ? Number(raw) : raw;
        return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
      };
    case 'datetime':
      return (raw) =>
        typeof raw === 'number'
          ? Math.trunc(raw)
          : typeof raw === 'string'
            ? (readDate(raw) ?? epoch(raw))
            : undefined;
    case 'date_nanos':
      return (raw) =>
        typeof raw === 'number'
          ? BigInt(Math.trunc(raw)) * 1_000_000n
          : typeof raw === 'string'
            ? readNanos(raw)
            : undefined;
    case 'ip':
      return (raw) => {
        const key = typeof raw === 'string' ? addressKey(raw) : undefined;
        return key === undefined ? undefined : printAddressKey(key);
      };
    case 'geo_point':
      return readPoint;
    case 'unknown':
      return (raw) => (typeof raw === 'bigint' ? whole(raw) : isScalar(raw) ? raw : undefined);
    default:
      return (raw) => (typeof raw === 'object' ? undefined : typeof raw === 'string' ? raw : String(raw));
  }
}

function isScalar(raw: unknown): raw is string | number | boolean {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
}

function epoch(text: string): number | undefined {
  return /^-?\d{9,}$/.test(text) ? Number(text) : undefined;
}

function readWhole(raw: unknown): Scalar | undefined {
  if (typeof raw === 'bigint') return whole(raw);
  if (typeof raw === 'string') {
    if (/^[+-]?\d+$/.test(raw)) return whole(BigInt(raw.replace('+', '')));
    const number = Number(raw);
    return raw.trim() === '' || !Number.isFinite(number) ? undefined : Math.trunc(number);
  }
  return typeof raw === 'number' && Number.isFinite(raw) ? Math.trunc(raw) : undefined;
}

/**
 * Types whose lists the index sorts. Lists of strings and addresses also lose duplicates
 * (docs/semantics/esql.md#order-of-stored-lists).
 */
const distinctTypes: ReadonlySet<EsqlType> = new Set<EsqlType>(['keyword', 'ip', 'version']);
const sourceTypes: ReadonlySet<EsqlType> = new Set<EsqlType>(['source', 'geo_point', 'unsupported']);

/** A page of events, which columns read from. */
export interface Page {
  events: readonly EventObject[];
  /** The numbers of the events in the input. */
  numbers: readonly number[];
}

/** Returns a field of the events as a column. */
export function fieldColumn(name: string, type: EsqlType, page: Page): Column {
  if (type === 'geo_point') {
    const points = pointReader(name);
    return eventColumn(name, type, page, (event) => cellOf(points(event)));
  }
  const valuesOf = columnReader(name);
  const read = readerOf(type);
  const compare = compareScalars(type);
  const isDistinct = distinctTypes.has(type);
  return eventColumn(name, type, page, (event) => {
    const all = valuesOf(event);
    if (all.length === 0) return null;
    if (all.length === 1) return read(all[0]) ?? null;
    const values = all.flatMap((raw) => {
      const value = read(raw);
      return value === undefined ? [] : [value];
    });
    if (sourceTypes.has(type)) return cellOf(values);
    const sorted = values.sort(compare);
    return cellOf(
      isDistinct
        ? sorted.filter((value, index) => index === 0 || compare(value, sorted[index - 1]!) !== 0)
        : sorted,
    );
  });
}

/**
 * Returns a column of values that are read from events, once per event, because a CASE can read the same
 * field a hundred times.
 */
function eventColumn(name: string, type: EsqlType, page: Page, read: (event: EventObject) => Value): Column {
  let last: EventObject | undefined;
  let value: Value = null;
  return {
    name,
    type,
    at(row) {
      const event = page.events[row]!;
      if (event !== last) value = read(event);
      last = event;
      return value;
    },
  };
}

/** Returns a document as JSON. Whole numbers that a double cannot represent keep their digits. */
function sourceText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(sourceText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, own]) => own !== undefined);
  return `{${entries.map(([key, own]) => `${JSON.stringify(key)}:${sourceText(own)}`).join(',')}}`;
}

/** Returns metadata of the events as a column. */
export function metadataColumn(name: string, type: EsqlType, page: Page): Column {
  const value = (event: EventObject, row: number): Value => {
    const own = event[name];
    switch (name) {
      case '_source': {
        const { _id, _index, _version, ...source } = event;
        return sourceText(source);
      }
      case '_version':
        return typeof own === 'number' ? own : 1;
      case '_id':
        return typeof own === 'string' ? own : String(page.numbers[row]);
      case '_score':
        return 0;
      default:
        return typeof own === 'string' ? own : null;
    }
  };
  return { name, type, at: (row) => value(page.events[row]!, row) };
}

/** Returns the number of the event that a row comes from. */
export function originColumn(page: Page): Column {
  return { name: sourceColumn, type: 'integer', at: (row) => page.numbers[row]! };
}

/**
 * Returns a test whether an event is in one of the FROM indices. An event without an index passes
 * (docs/command-line.md#paths-and-events).
 */
export function indexTest(patterns: readonly string[]): (event: EventObject) => boolean {
  const tests = patterns.flatMap((pattern) => pattern.split(',')).map((pattern) => pattern.trim());
  const positive = tests.filter((pattern) => !pattern.startsWith('-')).map(wildcardTest);
  const negative = tests
    .filter((pattern) => pattern.startsWith('-'))
    .map((pattern) => wildcardTest(pattern.slice(1)));
  return ({ _index: index }) => {
    if (typeof index !== 'string') return true;
    const name = index
      .replace(/^\.ds-(.+)-\d{4}\.\d{2}\.\d{2}-\d{6}$/, '$1')
      .replace(/^\.internal(\.alerts-.+)-\d{6}$/, '$1');
    return (
      positive.some((test) => test(name) || test(index)) &&
      !negative.some((test) => test(name) || test(index))
    );
  };
}

function wildcardTest(pattern: string): (name: string) => boolean {
  return compileStars(pattern.split('*'), false);
}
