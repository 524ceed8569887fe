import { isTable } from '../../toml/path.js';
import { planKeys, ungroupable } from '../plan/key-fields.js';
import { type JoinKey, mostCombinations, printKeys } from '../plan/keys.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { EventObject } from '../values/access.js';
import { compareKeys } from './compare-keys.js';

type Table = Readonly<Record<string, unknown>>;

/** How alerts of a rule are put together. */
export interface PlannedSuppression {
  readonly fields: readonly string[];
  /** Whether alerts of events without a field are put together, too. */
  readonly withMissing: boolean;
  /** Whether each value of a list groups the event, which then counts in several alerts; else the list as a whole does. */
  readonly byElement: boolean;
}

/** Alerts that are put together: the first is raised, the others only counted. */
export interface SuppressedGroup<One> {
  readonly first: One;
  readonly others: readonly One[];
  /** The values that they share; null for a field without one. */
  readonly terms: readonly { readonly field: string; readonly value: unknown }[];
}

/** Types whose suppression is an aggregation over terms, which has a bucket for each value of a list. */
const aggregatingTypes: ReadonlySet<unknown> = new Set(['query', 'saved_query']);

/**
 * Returns the `alert_suppression` of a rule; undefined when it groups by nothing
 * (docs/semantics/rule-types.md#suppression).
 */
export function planSuppression({ alert_suppression: written, type }: Table): PlannedSuppression | undefined {
  const { group_by: by, missing_fields_strategy: strategy } = isTable(written) ? written : {};
  const fields = Array.isArray(by) ? by.filter((field) => typeof field === 'string') : [];
  if (fields.length === 0) return undefined;
  return { fields, withMissing: strategy !== 'doNotSuppress', byElement: aggregatingTypes.has(type) };
}

/**
 * Puts alerts together in the order in which they come. One run of a rule puts all together that share their values,
 * whatever the `duration` (docs/decisions/suppression-in-one-run.md).
 */
export function suppress<One>(
  alerts: readonly One[],
  { fields, withMissing, byElement }: PlannedSuppression,
  documentOf: (alert: One) => EventObject,
  context: PlanContext,
): readonly SuppressedGroup<One>[] {
  const ungrouped = byElement ? ungroupable(fields, context) : undefined;
  if (ungrouped !== undefined) throw new EvaluationError(ungrouped, { start: 0, end: 0 });
  const keys = planKeys(fields, context);
  const groups = new Map<string, { first: One; others: One[]; terms: SuppressedGroup<One>['terms'] }>();
  for (const alert of alerts) {
    const document = documentOf(alert);
    const lists = keys.map((key) => valuesOf(key, document));
    if (!withMissing && lists.some((list) => list.length === 0)) {
      groups.set(`apart ${groups.size}`, { first: alert, others: [], terms: [] });
      continue;
    }
    for (const values of byElement ? combinations(lists) : [lists.map(sharedValue)]) {
      const id = JSON.stringify(values);
      const group = groups.get(id);
      if (group) group.others.push(alert);
      else {
        const terms = fields.map((field, index) => ({ field, value: values[index] }));
        groups.set(id, { first: alert, others: [], terms });
      }
    }
  }
  const found = [...groups.values()];
  return byElement ? found.sort((a, b) => compareTerms(a.terms, b.terms)) : found;
}

/** Each choice of one value of every list; null for an empty one. */
function combinations(lists: readonly (readonly unknown[])[]): unknown[][] {
  let chosen: unknown[][] = [[]];
  for (const list of lists) {
    const values = list.length === 0 ? [null] : [...new Set(list)];
    if (chosen.length * values.length > mostCombinations)
      throw new EvaluationError(tooManyCombinations, { start: 0, end: 0 });
    chosen = chosen.flatMap((start) => values.map((value) => [...start, value]));
  }
  return chosen;
}

const tooManyCombinations = `too many array values: an event has more than ${mostCombinations} combinations of values to suppress by`;

/** In the order of an aggregation: missing values first; events that are not put together come last. */
function compareTerms(a: SuppressedGroup<unknown>['terms'], b: SuppressedGroup<unknown>['terms']): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  return compareKeys(
    a.map(({ value }) => value),
    b.map(({ value }) => value),
  );
}

/** The values of a document as its mapping keeps them. */
function valuesOf(key: JoinKey, document: EventObject): unknown[] {
  const { access, read } = key.field;
  const values = access.all(document).map(read);
  return values.flatMap((value) => (value === undefined ? [] : printKeys([value], [key], 'text')));
}

/** A list of values counts as a set. */
function sharedValue(values: readonly unknown[]): unknown {
  const distinct = [...new Set(values)].sort((a, b) => (String(a) < String(b) ? -1 : 1));
  return distinct.length > 1 ? distinct : (distinct[0] ?? null);
}
