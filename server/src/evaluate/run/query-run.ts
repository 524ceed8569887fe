import type { SeenTerms } from '../new-terms/terms.js';
import type { WindowUse } from '../outside-window.js';
import type { Predicate } from '../plan/compile.js';
import { compareTimes, type EventTime, timeReader } from '../plan/time.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { accessField, type EventObject } from '../values/access.js';
import { type Value, valueReader } from '../values/read.js';
import type { AlertList } from './alert-list.js';

/** One kind of query at work: reads events one by one. */
export interface QueryRun<Origin> {
  /** `rest` stands for the query's filter, see `RuleRun`. */
  read(event: EventObject, origin: Origin, rest?: Predicate): void;
  /** All results in result order. */
  finish(): AlertList<Origin>;
  /** Whether events came in an order that the run could not take. */
  disordered(): boolean;
  /** Which events the window of the rule admits, for a run that has one. */
  windowUse?(): WindowUse<Origin>;
  /** The values that were seen, for a run for new terms. */
  seenTerms?(): SeenTerms<Origin>;
  /** What Elasticsearch would warn of. Known when the run is finished. */
  warnings?(): readonly string[];
}

/**
 * An event that matched something, and its place in the total order of events (docs/semantics/eql.md#order-of-events).
 */
export interface PlacedEvent<Origin> {
  readonly origin: Origin;
  /** How many events that matched were read before it. */
  readonly number: number;
  /** Its own time, or that of the latest event before it that had one. */
  readonly time: EventTime | undefined;
  readonly tiebreaker: Value | undefined;
}

/** Gives events that matched their places. */
export type EventPlacer<Origin> = (event: EventObject, origin: Origin) => PlacedEvent<Origin>;

/** A placer that reads the fields of a rule for time and tiebreaker. */
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

/** Total order of events: by time, then by tiebreaker with absent ones last, then as they were read. */
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
