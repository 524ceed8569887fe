import { addressKey } from '../../../fields/ip-text.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { remember } from '../../../text/remember.js';
import { compareVersionValues } from '../../values/versions.js';

/** A point on the earth, in degrees. */
export interface GeoPoint {
  readonly longitude: number;
  readonly latitude: number;
}

/** A duration: milliseconds, or calendar days and months. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
}

/**
 * One value. Whole numbers are numbers if exact, otherwise bigints. Dates are milliseconds since 1970, or
 * bigints if they have nanoseconds. Addresses and versions are strings in display form.
 */
export type Scalar = string | number | bigint | boolean | GeoPoint | Duration;

/**
 * The value of a column in a row: null, one value, or a list of at least two
 * (docs/semantics/esql.md#null-and-lists).
 */
export type Value = null | Scalar | readonly Scalar[];

export function isList(value: Value): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** Returns the values of a cell as a list. */
export function valuesOf(value: Value): readonly Scalar[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

/** Returns a list as a cell: null if it is empty, and the value itself if there is one. */
export function cellOf(values: readonly Scalar[]): Value {
  if (values.length === 0) return null;
  return values.length === 1 ? values[0]! : values;
}

/** Returns a whole number as a number if that is exact. */
export function whole(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** Compares strings by code points, like UTF-8. UTF-16 orders some characters differently. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    const leftHigh = left >= 0xd800 && left <= 0xdfff;
    const rightHigh = right >= 0xd800 && right <= 0xdfff;
    if (leftHigh !== rightHigh) return leftHigh ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

/** Returns the comparison of two values of a type: negative, zero or positive. */
export function compareScalars(type: EsqlType): (a: Scalar, b: Scalar) => number {
  switch (type) {
    case 'ip': {
      const keyOfAddress = remember((address) => addressKey(address) ?? '');
      return (a, b) => (a === b ? 0 : compareText(keyOfAddress(a as string), keyOfAddress(b as string)));
    }
    case 'version':
      return (a, b) => compareVersionValues(a as string, b as string);
    case 'boolean':
      return (a, b) => Number(a) - Number(b);
    case 'keyword':
    case 'text':
      return (a, b) => compareText(a as string, b as string);
    case 'geo_point':
      return (a, b) => compareText(JSON.stringify(a), JSON.stringify(b));
    default:
      return (a, b) => compareMixed(a, b);
  }
}

/** Compares values of a column of unknown type by their kind. */
function compareMixed(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  // An unmapped field can have values of any kind. Different kinds are never equal.
  if (isNumber(a) !== isNumber(b)) return compareText(typeof a, typeof b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function isNumber(value: Scalar): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Returns a key that is the same for equal values of a type, and different for others. */
export function keyOf(value: Scalar, type: EsqlType): string | number | bigint | boolean {
  if (type === 'ip') return addressKey(value as string) ?? (value as string);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** Returns the values of a list without duplicates, in order. */
export function distinctValues(values: readonly Scalar[], type: EsqlType): Scalar[] {
  const seen = new Set<unknown>();
  return values.filter((value) => {
    const key = keyOf(value, type);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
