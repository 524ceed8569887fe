import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { EventObject } from '../values/access.js';
import type { EventAmong } from './explain-table-event.js';

/** Of more events only so many are run together with the one that is explained. */
export const mostAmong = 20_000;

/** An event among the others, or of too many among those around it. */
export function amongOf(events: readonly EventObject[], index: number): EventAmong {
  if (events.length <= mostAmong) return { events, index };
  const start = Math.max(0, Math.min(index - mostAmong / 2, events.length - mostAmong));
  return { events: events.slice(start, start + mostAmong), index: index - start };
}

/** The events that the rows of a query come from, by index. Throws as the query does. */
export function eventsInRows(
  { table, filter }: PlannedTableQuery,
  events: readonly EventObject[],
): ReadonlySet<number> {
  const numbers = [...events.keys()].filter((index) => filter.matches(events[index]!));
  const { origins } = table.run(numbers.map((index) => events[index]!));
  return new Set([...origins].flatMap((row) => row.map((number) => numbers[number]!)));
}
