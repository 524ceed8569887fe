import { combinationBudget, type KeyTuple, keyTuples, tupleId } from '../plan/keys.js';
import type { EventObject } from '../values/access.js';
import type { Value } from '../values/read.js';
import type { PlannedThreshold } from './plan-threshold.js';

/** Events that share their values of the threshold's fields. */
export interface Group<Origin> {
  readonly keys: KeyTuple;
  /** In the order in which they were read. */
  readonly events: readonly Origin[];
  /** How many different values the field of the cardinality has; undefined without one. */
  readonly distinct: number | undefined;
}

/** Sorts events that match the query into groups. */
export interface Grouping<Origin> {
  /** Takes an event up in a group for each combination of its values; false when it lacks a field and is in none. */
  add(event: EventObject, origin: Origin): boolean;
  /** In the order of their first events. */
  groups(): Group<Origin>[];
}

/** Starts without a group. */
export function createGrouping<Origin>({ keys, cardinality }: PlannedThreshold): Grouping<Origin> {
  const groups = new Map<string, { keys: KeyTuple; events: Origin[]; values: Set<Value> }>();
  const budget = combinationBudget();
  return {
    add(event, origin) {
      const tuples = keyTuples(keys, event, budget);
      for (const tuple of tuples) {
        const id = tupleId(tuple);
        let group = groups.get(id);
        if (!group) {
          group = { keys: tuple, events: [], values: new Set() };
          groups.set(id, group);
        }
        group.events.push(origin);
        for (const raw of cardinality?.field.access.all(event) ?? []) {
          const value = cardinality!.field.read(raw);
          if (value !== undefined) group.values.add(value);
        }
      }
      return tuples.length > 0;
    },
    groups: () =>
      [...groups.values()].map(({ keys, events, values }) => ({
        keys,
        events,
        distinct: cardinality ? values.size : undefined,
      })),
  };
}

/** Whether a group raises an alert. */
export function reaches(
  { events, distinct }: Group<unknown>,
  { least, cardinality }: PlannedThreshold,
): boolean {
  return events.length >= least && (!cardinality || distinct! >= cardinality.least);
}
