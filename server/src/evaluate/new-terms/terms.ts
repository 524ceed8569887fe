import type { WindowUse } from '../outside-window.js';
import { combinationBudget, type KeyTuple, keyTuples, tupleId } from '../plan/keys.js';
import type { TimeWindow } from '../prepare/window.js';
import type { EventClock } from '../run/event-clock.js';
import type { EventObject } from '../values/access.js';
import { lateHistory, type PlannedNewTerms } from './plan-new-terms.js';

/** A combination of values that occurs in events, as judged by one run of a rule. */
export interface Term<Origin> {
  readonly keys: KeyTuple;
  /** The earliest event with them in the window of the run, which raises the alert. */
  readonly first: Sighting<Origin> | undefined;
  /** When they were first seen between the start of the history and the end of the window. */
  readonly firstSeen: number | undefined;
  /** When they were last seen before the history. */
  readonly before: number | undefined;
  /** Whether they raise an alert. */
  readonly isNew: boolean;
}

/**
 * An event with certain values. `origin` is undefined for an event of the history. Times are in milliseconds.
 */
export interface Sighting<Origin> {
  readonly time: number;
  readonly origin: Origin | undefined;
}

/** A combination of values from one run's events, with what a verdict across runs needs to know. */
export interface SeenTerm<Origin> {
  readonly id: string;
  /**
   * The event that raises the alert if no other run has the values in its history. Undefined if no event can.
   */
  readonly first: Sighting<Origin> | undefined;
  /** When they were seen, ascending and without duplicates, in milliseconds since 1970. */
  readonly times: readonly number[];
}

/** The values of one run, in order of first occurrence. */
export interface SeenTerms<Origin> {
  readonly span: NewTermsSpan;
  readonly terms: readonly SeenTerm<Origin>[];
}

/** The time span of one run. Times are in milliseconds since 1970. */
export interface NewTermsSpan extends TimeWindow {
  readonly historyStart: number;
  readonly now: number;
}

/** Collects the values of matching events until all events are read. */
export interface TermKeeper<Origin> {
  /** Returns false if the event is missing a field or a time. */
  add(event: EventObject, origin: Origin | undefined): boolean;
  span(): NewTermsSpan;
  /** Returns why the run has no history, or undefined if it has one. */
  late(): string | undefined;
  /** Returns the terms in order of first occurrence. */
  terms(): Term<Origin>[];
  /** Returns what another run needs to know about these values. */
  seenTerms(): SeenTerms<Origin>;
  /** Returns the events in the window of the run, without those of the history. */
  windowUse(): WindowUse<Origin>;
}

/** Creates an empty keeper. By default, the clock determines when the rule runs. */
export function keepTerms<Origin>(planned: PlannedNewTerms, clock: EventClock): TermKeeper<Origin> {
  const { keys, window, now } = planned;
  const found = new Map<string, { keys: KeyTuple; sightings: Sighting<Origin>[] }>();
  const budget = combinationBudget();
  const timeOfRun = (): bigint => now ?? BigInt(clock.latest() ?? 0) * 1_000_000n;
  const span = (): NewTermsSpan => {
    const at = timeOfRun();
    return { ...window.at(at), historyStart: planned.historyStart(at), now: Number(at / 1_000_000n) };
  };
  return {
    add(event, origin) {
      const time = window.timeOf(event);
      if (time === undefined) return false;
      const tuples = keyTuples(keys, event, budget);
      for (const tuple of tuples) {
        const id = tupleId(tuple);
        let term = found.get(id);
        if (!term) {
          term = { keys: tuple, sightings: [] };
          found.set(id, term);
        }
        term.sightings.push({ time, origin });
      }
      return tuples.length > 0;
    },
    span,
    late: () => (now === undefined && found.size > 0 ? lateHistory(planned, timeOfRun()) : undefined),
    terms() {
      const limits = span();
      return [...found.values()].map(({ keys: tuple, sightings }) => judge(tuple, sightings, limits));
    },
    seenTerms() {
      const limits = span();
      const terms = [...found].map(([id, { keys: tuple, sightings }]): SeenTerm<Origin> => {
        const { isNew, first } = judge(tuple, sightings, limits);
        const times = [...new Set(sightings.map(({ time }) => time))].sort((a, b) => a - b);
        return { id, first: isNew ? first : undefined, times };
      });
      return { span: limits, terms };
    },
    windowUse() {
      const { from, to } = span();
      const outside = new Set<Origin>();
      let anyInside = false;
      for (const { sightings } of found.values())
        for (const { time, origin } of sightings) {
          if (origin === undefined) continue;
          if (from <= time && time <= to) anyInside = true;
          else outside.add(origin);
        }
      return { window: { from, to }, anyInside, outside: [...outside] };
    },
  };
}

/** A value is new if it was first seen after the start of the window, not at the start. */
function judge<Origin>(
  keys: KeyTuple,
  sightings: readonly Sighting<Origin>[],
  { from, to, historyStart }: NewTermsSpan,
): Term<Origin> {
  let first: Sighting<Origin> | undefined;
  let firstSeen: number | undefined;
  let before: number | undefined;
  for (const sighting of sightings) {
    const { time } = sighting;
    if (time < historyStart) before = Math.max(before ?? time, time);
    else if (time <= to) {
      firstSeen = Math.min(firstSeen ?? time, time);
      if (time >= from && sighting.origin !== undefined && (!first || time < first.time)) first = sighting;
    }
  }
  return { keys, first, firstSeen, before, isNew: first !== undefined && firstSeen! > from };
}
