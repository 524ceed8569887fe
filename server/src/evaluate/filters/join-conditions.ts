import type { PlanNode } from '../plan/plan.js';
import { type PlannedFilter, plannedFilter } from '../plan/planned-filter.js';
import { hasSteps, type PlannedQuery, type PlannedStep } from '../plan/planned-query.js';

/** Returns a query whose events must all satisfy further conditions. `now` is in nanoseconds since 1970. */
export function joinConditions(
  planned: PlannedQuery,
  conditions: readonly PlanNode[],
  now: bigint,
): PlannedQuery {
  if (conditions.length === 0) return planned;
  const join = (filter: PlannedFilter): PlannedFilter => joinFilter(filter, conditions, now);
  if (!hasSteps(planned)) return { ...planned, filter: join(planned.filter) };
  const known = new Map<PlannedStep, PlannedStep>();
  const joinStep = (step: PlannedStep): PlannedStep => {
    const joined = known.get(step) ?? { ...step, ...join(step) };
    known.set(step, joined);
    return joined;
  };
  const steps = planned.steps.map(joinStep);
  if (planned.kind === 'sample') return { ...planned, steps };
  return { ...planned, steps, until: planned.until && joinStep(planned.until) };
}

/** Returns a filter with additional conditions. Its span remains that of the query. */
export function joinFilter(
  filter: PlannedFilter,
  conditions: readonly PlanNode[],
  now: bigint,
): PlannedFilter {
  if (conditions.length === 0) return filter;
  const { plan, span } = filter;
  const own = plan.kind === 'all' && !plan.negated ? plan.children : isEverything(plan) ? [] : [plan];
  const children = [...own, ...conditions];
  const [only] = children;
  const joined: PlanNode =
    only && children.length === 1
      ? only
      : { kind: 'all', children, span: { start: span.start, end: conditions.at(-1)!.span.end } };
  return plannedFilter(joined, span, now);
}

/** Returns whether a query matches every event. */
function isEverything(plan: PlanNode): boolean {
  return plan.kind === 'constant' && plan.value;
}
