import { compilePlan, type Predicate } from '../../evaluate/plan/compile.js';
import type { PlanNode } from '../../evaluate/plan/plan.js';
import type { PlannedFilter } from '../../evaluate/plan/planned-filter.js';
import type { PlanMutant } from './plan-mutants.js';

/** Compiled conditions of filters, so that unchanged conditions are not compiled again. */
const compiled = new WeakMap<PlannedFilter, Map<PlanNode, Predicate>>();

/** Returns a filter with a changed plan; `now` is in nanoseconds since 1970. */
export function changedFilter<Filter extends PlannedFilter>(
  filter: Filter,
  { change }: Pick<PlanMutant, 'change'>,
  now: bigint,
): Filter {
  const plan = change(filter.plan);
  if (plan === filter.plan) return filter;
  const leaves = compiled.get(filter) ?? new Map<PlanNode, Predicate>();
  compiled.set(filter, leaves);
  return { ...filter, plan, matches: compilePlan(plan, now, leaves) };
}
