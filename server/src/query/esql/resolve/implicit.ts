import { isValidAddress } from '../../../fields/ip-text.js';
import { isTimeUnit, timeUnit } from '../time-units.js';
import type { EsqlType } from '../types.js';

/** Why a string is no value of a type; undefined when it is one (docs/semantics/esql.md#implicit-conversion). */
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

/** Whether a string is a date that ES|QL reads: ISO 8601, parts may be missing at the end. */
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
  /** A number and a word, which is no unit. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** Not even that: no time span is meant. */
  | { readonly kind: 'other' };

/** How a string is read where a time span is allowed. */
export function readTimeSpanText(text: string): TimeSpanText {
  const match = /^(\S+)\s+(\S+)$/.exec(text.trim());
  if (!match) return { kind: 'other' };
  const [, amount = '', unit = ''] = match;
  if (!/^[+-]?\d+$/.test(amount)) return { kind: 'broken', reason: `[${amount}] is not a whole number` };
  if (!isTimeUnit(unit.toLowerCase())) return { kind: 'broken', reason: `[${unit}] is not a unit of time` };
  return { kind: 'span', type: typeOfUnit(unit.toLowerCase()) };
}

/** Whether a unit makes a period of the calendar or a duration. */
export function typeOfUnit(unit: string): 'date_period' | 'time_duration' {
  return timeUnit(unit)?.base === 'millisecond' ? 'time_duration' : 'date_period';
}
