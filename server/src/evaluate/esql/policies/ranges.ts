import { addressKey } from '../../../fields/ip-text.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { isObject } from '../../../text/plain-objects.js';
import { addressRange } from '../../values/addresses.js';
import { readDate } from '../values/text.js';
import type { Scalar } from '../values/value.js';

/**
 * The form of a value that is compared with bounds: the key of an address, or milliseconds since 1970 of a
 * date.
 */
export type RangeKey = string | number;

interface Bound {
  readonly key: RangeKey;
  /** Whether the bound is exclusive. */
  readonly isOpen: boolean;
}

/** The values between two bounds. Undefined means unbounded on that side. */
export interface ValueRange {
  readonly from: Bound | undefined;
  readonly to: Bound | undefined;
}

/**
 * Reads a range as an index with a range type stores it: an object with bounds, or an address block. Returns
 * undefined if it is not a range.
 */
export function readRange(raw: unknown, type: string): ValueRange | undefined {
  if (typeof raw === 'string') {
    const block = addressRange(raw);
    return block && { from: { key: block.first, isOpen: false }, to: { key: block.last, isOpen: false } };
  }
  if (!isObject(raw)) return undefined;
  const bound = (closed: string, open: string): Bound | undefined => {
    const isOpen = raw[open] !== undefined && raw[open] !== null;
    const key = boundKey(raw[isOpen ? open : closed], type);
    return key === undefined ? undefined : { key, isOpen };
  };
  const range = { from: bound('gte', 'gt'), to: bound('lte', 'lt') };
  return range.from || range.to ? range : undefined;
}

function boundKey(raw: unknown, type: string): RangeKey | undefined {
  if (type === 'ip_range') return typeof raw === 'string' ? addressKey(raw) : undefined;
  if (type === 'date_range') return typeof raw === 'string' ? readDate(raw) : numberOf(raw);
  return numberOf(raw);
}

function numberOf(raw: unknown): number | undefined {
  const isNumeric = typeof raw === 'number' || typeof raw === 'bigint' || typeof raw === 'string';
  const number = isNumeric && raw !== '' ? Number(raw) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

/**
 * Returns the form of a value that is compared with bounds, or undefined for a value that cannot be in a
 * range.
 */
export function rangeKey(value: Scalar, type: EsqlType): RangeKey | undefined {
  if (typeof value === 'string') return addressKey(value);
  if (type === 'date_nanos') return Number(BigInt(value as bigint) / 1_000_000n);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

/** Returns whether a range contains a key. */
export function isInRange(key: RangeKey, { from, to }: ValueRange): boolean {
  if (typeof (from ?? to)!.key !== typeof key) return false;
  if (from && (from.isOpen ? key <= from.key : key < from.key)) return false;
  return !to || (to.isOpen ? key < to.key : key <= to.key);
}
