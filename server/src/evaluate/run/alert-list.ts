import type { Enrichment } from '../threat-match/matcher.js';

/** An alert of a rule. `Origin` identifies where an event came from. */
export interface Alert<Origin> {
  /** One event, or the events of a sequence or sample in step order, with null for a missing event. */
  readonly events: readonly (Origin | null)[];
  /**
   * The values that the events share, for sequences, samples and thresholds; the new values, for new terms.
   */
  readonly keys?: readonly unknown[];
  /** The row that raises the alert, as plain JSON values, for a query whose rows raise alerts. */
  readonly columns?: Readonly<Record<string, unknown>>;
  /** The indicators that the event matches. */
  readonly enrichments?: readonly Enrichment[];
  /** For engine runs: the fields that the engine adds to those of the event. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** For engine runs: events whose alerts are only counted in this one. */
  readonly suppressed?: readonly Origin[];
}

/**
 * Alerts that are built when they are read: millions of them take no more memory than the numbers of their
 * events.
 */
export interface AlertList<Origin> {
  readonly length: number;
  /**
   * Returns the alerts from `start` up to, but not including, `end`, like `Array.prototype.slice` for numbers
   * from 0.
   */
  slice(start?: number, end?: number): Alert<Origin>[];
}

/** Returns a list of `length` alerts, each of which `build` creates from its index. */
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

/** Returns the slice of a list from `start` up to `end`. */
export function partOfList<Origin>(list: AlertList<Origin>, start: number, end: number): AlertList<Origin> {
  if (start === 0 && end === list.length) return list;
  return alertList(end - start, (index) => list.slice(start + index, start + index + 1)[0]!);
}
