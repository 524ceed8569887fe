import type { PlannedWindow } from '../prepare/window.js';
import type { EventObject } from '../values/access.js';

/** Keeps the time of the latest event, matching or not: that is when a rule runs unless it is told. */
export interface EventClock {
  pass(event: EventObject): void;
  /** In milliseconds since 1970; undefined before the first event that has a time. */
  latest(): number | undefined;
}

/** A clock that has seen nothing yet. */
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

/** Clocks of rules that are run together: those that read the same fields share one. */
export interface SharedClocks {
  of(window: PlannedWindow): EventClock;
  pass(event: EventObject): void;
}

/** No clock yet; each is made when the first rule asks for it. */
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
