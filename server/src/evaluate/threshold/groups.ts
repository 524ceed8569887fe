import { combinationBudget, type KeyTuple, keyTuples, tupleId } from '../plan/keys.js';
import type { EventObject } from '../values/access.js';
import type { Value } from '../values/read.js';
import type { PlannedThreshold } from './plan-threshold.js';

/** Events that share the values of the threshold's fields. */
export interface Group<Origin> {
  readonly keys: KeyTuple;
  /** The events in reading order. */
  readonly events: readonly Origin[];
  /** The number of different values of the cardinality field. Undefined without one. */
  readonly distinct: number | undefined;
}

/** Sorts matching events into groups. */
export interface Grouping<Origin> {
  /**
   * Adds an event to a group for each combination of its values. Returns false if a field is missing, so it
   * is in no group.
   */
  add(event: EventObject, origin: Origin): boolean;
  /** Returns the groups in the order of their first events. */
  groups(): Group<Origin>[];
}

/** Creates a grouping without groups. */
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

/** Returns whether a group raises an alert. */
export function reaches(
  { events, distinct }: Group<unknown>,
  { least, cardinality }: PlannedThreshold,
): boolean {
  return events.length >= least && (!cardinality || distinct! >= cardinality.least);
}
