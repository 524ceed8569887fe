import { isTable } from '../../toml/path.js';
import { planKeys } from '../key-fields.js';
import { type JoinKey, printKeys } from '../keys.js';
import type { PlanContext } from '../plan-context.js';
import type { EventObject } from '../values/access.js';

/** How alerts of a rule are put together. */
export interface PlannedSuppression {
  readonly fields: readonly string[];
  /** Whether alerts of events that lack a field are put together, too. */
  readonly withMissing: boolean;
}

/** Alerts that are put together: the first is raised, the others only counted. */
export interface SuppressedGroup<One> {
  readonly first: One;
  readonly others: readonly One[];
  /** The values that they share; null for a field without one. */
  readonly terms: readonly { readonly field: string; readonly value: unknown }[];
}

/** The `alert_suppression` of a rule; undefined when it groups by nothing (spec/KQL-ESQL-RULE-TYPES.md section 4.6). */
export function planSuppression(written: unknown): PlannedSuppression | undefined {
  const { group_by: by, missing_fields_strategy: strategy } = isTable(written) ? written : {};
  const fields = Array.isArray(by) ? by.filter((field) => typeof field === 'string') : [];
  return fields.length === 0 ? undefined : { fields, withMissing: strategy !== 'doNotSuppress' };
}

/**
 * Puts alerts together in the order in which they come. One run of a rule puts all together that share their values,
 * whatever the `duration` (docs/decisions/suppression-in-one-run.md).
 */
export function suppress<One>(
  alerts: readonly One[],
  { fields, withMissing }: PlannedSuppression,
  eventOf: (alert: One) => EventObject,
  context: PlanContext,
): readonly SuppressedGroup<One>[] {
  const keys = planKeys(fields, context);
  const groups = new Map<string, { first: One; others: One[]; terms: SuppressedGroup<One>['terms'] }>();
  for (const alert of alerts) {
    const event = eventOf(alert);
    const values = keys.map((key) => sharedValue(valuesOf(key, event)));
    const apart = !withMissing && values.includes(null);
    const id = apart ? `apart ${groups.size}` : JSON.stringify(values);
    const group = groups.get(id);
    if (group) group.others.push(alert);
    else {
      const terms = apart ? [] : fields.map((field, index) => ({ field, value: values[index] }));
      groups.set(id, { first: alert, others: [], terms });
    }
  }
  return [...groups.values()];
}

/** The values of an event as its mapping keeps them. */
function valuesOf(key: JoinKey, event: EventObject): unknown[] {
  const { access, read } = key.field;
  const values = access.all(event).map(read);
  return values.flatMap((value) => (value === undefined ? [] : printKeys([value], [key], 'text')));
}

/** A list of values counts as a set. */
function sharedValue(values: readonly unknown[]): unknown {
  const distinct = [...new Set(values)].sort((a, b) => (String(a) < String(b) ? -1 : 1));
  return distinct.length > 1 ? distinct : (distinct[0] ?? null);
}
