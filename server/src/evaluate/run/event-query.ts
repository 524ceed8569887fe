import type { PlannedEventQuery } from '../plan/planned-query.js';
import { alertList } from './alert-list.js';
import { comparePlaces, type EventPlacer, type PlacedEvent, type QueryRun } from './query-run.js';

/** Runs an event query: one alert for each matching event, in order of time. */
export function runEventQuery<Origin>(
  { filter }: PlannedEventQuery,
  place: EventPlacer<Origin>,
): QueryRun<Origin> {
  const matches: PlacedEvent<Origin>[] = [];
  return {
    read(event, origin, holds = filter.matches) {
      if (holds(event)) matches.push(place(event, origin));
    },
    finish() {
      matches.sort(comparePlaces);
      return alertList(matches.length, (index) => ({ events: [matches[index]!.origin] }));
    },
    disordered: () => false,
  };
}
