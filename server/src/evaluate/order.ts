import type { FieldMapping } from '../fields/field-type.js';
import { accessField, type EventObject } from './values/access.js';
import { type Value, valueReader } from './values/read.js';

/** Where and when an event stands among others. */
export interface OrderedEvent {
  readonly event: EventObject;
  /** Position in the input. */
  readonly index: number;
  /** Milliseconds since 1970; the time of the event before it when it has none of its own. */
  readonly time: number;
}

interface OrderKey extends OrderedEvent {
  readonly nanoseconds: bigint | undefined;
  readonly tiebreaker: Value | undefined;
}

/** Reads the time of events in nanoseconds since 1970; a timestamp field that is not mapped as a date is read as one. */
export function timeReader(field: string, mapping: FieldMapping | undefined): (event: EventObject) => bigint | undefined {
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

/**
 * Events in their total order: by time, then by tiebreaker (absent ones behind present ones), then by position in the
 * input (spec/EQL.md section 8). An event without a time keeps its place behind the event before it.
 */
export function orderEvents(
  events: readonly EventObject[],
  timestampField: string,
  timestampMapping: FieldMapping | undefined,
  tiebreaker: { readonly field: string; readonly mapping: FieldMapping | undefined } | undefined,
): OrderedEvent[] {
  const readTime = timeReader(timestampField, timestampMapping);
  const tiebreakerAccess = tiebreaker && accessField(tiebreaker.field);
  const readTiebreaker = valueReader(tiebreaker?.mapping);
  let latest: bigint | undefined;
  const keys = events.map((event, index): OrderKey => {
    const own = readTime(event);
    latest = own ?? latest;
    const [raw] = tiebreakerAccess?.all(event) ?? [];
    const time = latest === undefined ? 0 : Number(latest / 1_000_000n);
    return { event, index, time, nanoseconds: latest, tiebreaker: raw === undefined ? undefined : readTiebreaker(raw) };
  });
  return keys.sort(compareOrder);
}

function compareOrder(a: OrderKey, b: OrderKey): number {
  if (a.nanoseconds !== b.nanoseconds) return (a.nanoseconds ?? 0n) < (b.nanoseconds ?? 0n) ? -1 : 1;
  if (a.tiebreaker !== b.tiebreaker) {
    if (a.tiebreaker === undefined) return 1;
    if (b.tiebreaker === undefined) return -1;
    if (a.tiebreaker < b.tiebreaker) return -1;
    if (a.tiebreaker > b.tiebreaker) return 1;
  }
  return a.index - b.index;
}
