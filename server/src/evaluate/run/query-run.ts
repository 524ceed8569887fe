import type { SeenTerms } from '../new-terms/terms.js';
import type { WindowUse } from '../outside-window.js';
import type { Predicate } from '../plan/compile.js';
import { compareTimes, type EventTime, timeReader } from '../plan/time.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { accessField, type EventObject } from '../values/access.js';
import { type Value, valueReader } from '../values/read.js';
import type { AlertList } from './alert-list.js';

/** A running query of one kind, which reads events one by one. */
export interface QueryRun<Origin> {
  /** `rest` replaces the query's filter, see `RuleRun`. */
  read(event: EventObject, origin: Origin, rest?: Predicate): void;
  /** Returns all results in result order. */
  finish(): AlertList<Origin>;
  /** Returns whether events came in an order that the run does not accept. */
  disordered(): boolean;
  /** Returns which events are in the rule's window, for a run that has one. */
  windowUse?(): WindowUse<Origin>;
  /** Returns the values that were seen, for a new_terms run. */
  seenTerms?(): SeenTerms<Origin>;
  /** Returns Elasticsearch's warnings, which are known when the run is finished. */
  warnings?(): readonly string[];
}

/**
 * An event that matched something, and its position in the total order of events
 * (docs/semantics/eql.md#order-of-events).
 */
export interface PlacedEvent<Origin> {
  readonly origin: Origin;
  /** The number of matching events that were read before it. */
  readonly number: number;
  /** Its own time, or that of the latest earlier event with a time. */
  readonly time: EventTime | undefined;
  readonly tiebreaker: Value | undefined;
}

/** Assigns matching events their positions. */
export type EventPlacer<Origin> = (event: EventObject, origin: Origin) => PlacedEvent<Origin>;

/** Creates a placer that reads the rule's time and tiebreaker fields. */
export function eventPlacer<Origin>({
  context,
  timestampField,
  tiebreakerField,
}: PreparedRule): EventPlacer<Origin> {
  const { mappingOf } = context;
  const readTime = timeReader(timestampField, mappingOf(timestampField));
  const tiebreaker = tiebreakerField === undefined ? undefined : accessField(tiebreakerField);
  const readTiebreaker = valueReader(tiebreakerField === undefined ? undefined : mappingOf(tiebreakerField));
  let number = 0;
  let latest: EventTime | undefined;
  return (event, origin) => {
    latest = readTime(event) ?? latest;
    const [raw] = tiebreaker?.all(event) ?? [];
    return {
      origin,
      number: number++,
      time: latest,
      tiebreaker: raw === undefined ? undefined : readTiebreaker(raw),
    };
  };
}

/**
 * Compares events by their total order: by time, then by tiebreaker with missing ones last, then by reading
 * order.
 */
export function comparePlaces(a: PlacedEvent<unknown>, b: PlacedEvent<unknown>): number {
  return (
    compareTimes(a.time, b.time) || compareTiebreakers(a.tiebreaker, b.tiebreaker) || a.number - b.number
  );
}

function compareTiebreakers(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
