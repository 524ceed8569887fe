import type { TimeWindow } from '../../evaluate/prepare/window.js';
import { allOf, anyOf, type Dsl, noneOf } from './dsl.js';

/** The time fields of an event: the second is used for events without the first. */
export type TimeFields = readonly [first: string, second?: string];

/**
 * Returns the query for events of a window, both ends included. With two fields, the second one is used only
 * for events without the first (docs/semantics/rule-types.md#time).
 */
export function timeFilter([first, second]: TimeFields, window: TimeWindow): Dsl {
  if (second === undefined) return inWindow(first, window);
  return anyOf([
    inWindow(first, window),
    allOf([inWindow(second, window), noneOf({ exists: { field: first } })]),
  ]);
}

function inWindow(field: string, { from, to }: TimeWindow): Dsl {
  return { range: { [field]: { gte: iso(from), lte: iso(to), format: 'strict_date_optional_time' } } };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
