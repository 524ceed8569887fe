import type { FieldMapping } from '../fields/field-type.js';
import { accessField, type EventObject } from './values/access.js';
import { valueReader } from './values/read.js';

/** Reads the time of events in nanoseconds since 1970; a timestamp field that is not mapped as a date is read as one. */
export function timeReader(
  field: string,
  mapping: FieldMapping | undefined,
): (event: EventObject) => bigint | undefined {
  const isDate = mapping?.type === 'date' || mapping?.type === 'date_nanos';
  const read = valueReader(isDate ? mapping : { type: 'date_nanos' });
  const access = accessField(field);
  return (event) => {
    let time: bigint | undefined;
    access.some(event, (raw) => {
      const value = read(raw);
      if (typeof value === 'bigint') time = value;
      return time !== undefined;
    });
    return time;
  };
}
