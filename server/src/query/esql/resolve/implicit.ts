import { isValidAddress } from '../../../fields/ip-text.js';
import { isTimeUnit, timeUnit } from '../time-units.js';
import type { EsqlType } from '../types.js';

/**
 * Returns why a string is not a value of a type, or undefined if it is
 * (docs/semantics/esql.md#implicit-conversion).
 */
export function conversionError(text: string, type: EsqlType): string | undefined {
  switch (type) {
    case 'datetime':
    case 'date_nanos':
      return isDateText(text) ? undefined : 'it is not a date of ISO 8601';
    case 'ip':
      return isValidAddress(text) ? undefined : 'it is not an IP address';
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? undefined : 'it is neither true nor false';
    case 'integer':
    case 'long':
    case 'unsigned_long':
    case 'double':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? undefined : 'it is not a number';
    default:
      return undefined;
  }
}

const datePattern =
  /^[+-]?\d{4,9}(?:-(\d{2})(?:-(\d{2})(?:T(?:(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/;

/** Returns whether ES|QL reads a string as a date: ISO 8601, whose last components may be missing. */
export function isDateText(text: string): boolean {
  const match = datePattern.exec(text);
  if (!match) return false;
  const [, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = match;
  const year = Number(/^[+-]?\d+/.exec(text)![0]);
  const days = new Date(Date.UTC(2000 + (year % 400), Number(month), 0)).getUTCDate();
  return (
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= days &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60
  );
}

export type TimeSpanText =
  | { readonly kind: 'span'; readonly type: 'date_period' | 'time_duration' }
  /** A number and a word that is not a unit. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** Not even that: it is not meant as a time span. */
  | { readonly kind: 'other' };

/** Returns how a string is read where a time span is allowed. */
export function readTimeSpanText(text: string): TimeSpanText {
  const match = /^(\S+)\s+(\S+)$/.exec(text.trim());
  if (!match) return { kind: 'other' };
  const [, amount = '', unit = ''] = match;
  if (!/^[+-]?\d+$/.test(amount)) return { kind: 'broken', reason: `[${amount}] is not a whole number` };
  if (!isTimeUnit(unit.toLowerCase())) return { kind: 'broken', reason: `[${unit}] is not a unit of time` };
  return { kind: 'span', type: typeOfUnit(unit.toLowerCase()) };
}

/** Returns whether a unit forms a calendar period or a duration. */
export function typeOfUnit(unit: string): 'date_period' | 'time_duration' {
  return timeUnit(unit)?.base === 'millisecond' ? 'time_duration' : 'date_period';
}
