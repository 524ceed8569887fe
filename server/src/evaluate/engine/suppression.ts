import { isTable } from '../../toml/path.js';
import { planKeys, ungroupable } from '../plan/key-fields.js';
import { type JoinKey, mostCombinations, printKeys } from '../plan/keys.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { EventObject } from '../values/access.js';
import { compareKeys } from './compare-keys.js';

type Table = Readonly<Record<string, unknown>>;

/** How the alerts of a rule are suppressed. */
export interface PlannedSuppression {
  readonly fields: readonly string[];
  /** Whether events with a missing field are suppressed too. */
  readonly withMissing: boolean;
  /**
   * Whether each value of a list forms a separate group, so that an event can count in several alerts. If
   * not, the whole list is one key.
   */
  readonly byElement: boolean;
}

/** Alerts that are suppressed together: the first is raised, the others are only counted. */
export interface SuppressedGroup<One> {
  readonly first: One;
  readonly others: readonly One[];
  /** The values that they share, with null for a missing field. */
  readonly terms: readonly { readonly field: string; readonly value: unknown }[];
}

/** Rule types whose suppression is a terms aggregation, which has a bucket for each value of a list. */
const aggregatingTypes: ReadonlySet<unknown> = new Set(['query', 'saved_query']);

/**
 * Returns the `alert_suppression` of a rule, or undefined if it groups by nothing
 * (docs/semantics/rule-types.md#suppression).
 */
export function planSuppression({ alert_suppression: written, type }: Table): PlannedSuppression | undefined {
  const { group_by: by, missing_fields_strategy: strategy } = isTable(written) ? written : {};
  const fields = Array.isArray(by) ? by.filter((field) => typeof field === 'string') : [];
  if (fields.length === 0) return undefined;
  return { fields, withMissing: strategy !== 'doNotSuppress', byElement: aggregatingTypes.has(type) };
}

/**
 * Suppresses alerts in their order of arrival. One run suppresses all alerts with the same values, whatever
 * the `duration` (docs/decisions/suppression-in-one-run.md).
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

/** Returns each choice of one value from every list, with null for an empty list. */
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

/**
 * Compares terms in the order of an aggregation: missing values first. Events that are not suppressed come
 * last.
 */
function compareTerms(a: SuppressedGroup<unknown>['terms'], b: SuppressedGroup<unknown>['terms']): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  return compareKeys(
    a.map(({ value }) => value),
    b.map(({ value }) => value),
  );
}

/** Returns the values of a document as its mapping stores them. */
function valuesOf(key: JoinKey, document: EventObject): unknown[] {
  const { access, read } = key.field;
  const values = access.all(document).map(read);
  return values.flatMap((value) => (value === undefined ? [] : printKeys([value], [key], 'text')));
}

/** Returns the shared value of a key: a list counts as a set. */
function sharedValue(values: readonly unknown[]): unknown {
  const distinct = [...new Set(values)].sort((a, b) => (String(a) < String(b) ? -1 : 1));
  return distinct.length > 1 ? distinct : (distinct[0] ?? null);
}
