import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { EventObject } from '../values/access.js';
import type { EventAmong } from './explain-table-event.js';

/** The maximum number of events that run together with the explained one. */
export const mostAmong = 20_000;

/** Returns an event among the others, or among those around it if there are too many. */
export function amongOf(events: readonly EventObject[], index: number): EventAmong {
  if (events.length <= mostAmong) return { events, index };
  const start = Math.max(0, Math.min(index - mostAmong / 2, events.length - mostAmong));
  return { events: events.slice(start, start + mostAmong), index: index - start };
}

/** Returns the events that the rows of a query come from, by index. Throws what the query throws. */
export function eventsInRows(
  { table, filter }: PlannedTableQuery,
  events: readonly EventObject[],
): ReadonlySet<number> {
  const numbers = [...events.keys()].filter((index) => filter.matches(events[index]!));
  const { origins } = table.run(numbers.map((index) => events[index]!));
  return new Set([...origins].flatMap((row) => row.map((number) => numbers[number]!)));
}
