import type { Enrichment } from '../threat-match/matcher.js';

/** What a rule raises. `Origin` says where an event came from. */
export interface Alert<Origin> {
  /** One event, or the events of a sequence or sample in step order; null for a missing event. */
  readonly events: readonly (Origin | null)[];
  /** The values that the events share, for sequences, samples and thresholds; the new values, for new terms. */
  readonly keys?: readonly unknown[];
  /** The row of a query whose rows raise the alerts, as plain JSON values. */
  readonly columns?: Readonly<Record<string, unknown>>;
  /** The indicators that the event matches. */
  readonly enrichments?: readonly Enrichment[];
  /** As the engine: what it writes into the alert beside the fields of the event. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** As the engine: events whose alerts are only counted in this one. */
  readonly suppressed?: readonly Origin[];
}

/** Alerts that are built when they are looked at: millions of them take no more room than the numbers of their events. */
export interface AlertList<Origin> {
  readonly length: number;
  /** The alerts from `start` up to, not including, `end`, as `Array.prototype.slice` has it for numbers from 0. */
  slice(start?: number, end?: number): Alert<Origin>[];
}

/** A list of `length` alerts, each built by `build` from its index. */
export function alertList<Origin>(
  length: number,
  build: (index: number) => Alert<Origin>,
): AlertList<Origin> {
  return {
    length,
    slice: (start = 0, end = length) => {
      const last = Math.min(end, length);
      return Array.from({ length: Math.max(0, last - start) }, (_, offset) => build(start + offset));
    },
  };
}

/** The part of a list from `start` up to `end`. */
export function partOfList<Origin>(list: AlertList<Origin>, start: number, end: number): AlertList<Origin> {
  if (start === 0 && end === list.length) return list;
  return alertList(end - start, (index) => list.slice(start + index, start + index + 1)[0]!);
}
