import type { PlannedWindow } from '../prepare/window.js';
import type { EventObject } from '../values/access.js';

/** Tracks the time of the latest event, matching or not: by default, that is when a rule runs. */
export interface EventClock {
  pass(event: EventObject): void;
  /** Returns the time in milliseconds since 1970, or undefined before the first event with a time. */
  latest(): number | undefined;
}

/** Creates a clock that has not seen any events. */
export function eventClock({ timeOf }: Pick<PlannedWindow, 'timeOf'>): EventClock {
  let latest: number | undefined;
  return {
    pass(event) {
      const time = timeOf(event);
      if (time !== undefined && (latest === undefined || time > latest)) latest = time;
    },
    latest: () => latest,
  };
}

/** The clocks of rules that run together. Rules that read the same fields share one. */
export interface SharedClocks {
  of(window: PlannedWindow): EventClock;
  pass(event: EventObject): void;
}

/** Creates an empty set of clocks. Each clock is created on first use. */
export function sharedClocks(): SharedClocks {
  const clocks = new Map<string, EventClock>();
  return {
    of(window) {
      const clock = clocks.get(window.timeFields) ?? eventClock(window);
      clocks.set(window.timeFields, clock);
      return clock;
    },
    pass(event) {
      for (const clock of clocks.values()) clock.pass(event);
    },
  };
}
