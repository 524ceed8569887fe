import type { Span } from '../../text/span.js';
import { compilePlan, type Predicate } from './compile.js';
import { foldPlan } from './fold-plan.js';
import type { PlanNode } from './plan.js';

/** One event filter, planned and compiled. */
export interface PlannedFilter {
  readonly plan: PlanNode;
  readonly matches: Predicate;
  readonly span: Span;
}

/** Compiles the plan of an event filter; `now` is in nanoseconds since 1970. */
export function plannedFilter(plan: PlanNode, span: Span, now: bigint): PlannedFilter {
  return { plan, matches: compilePlan(foldPlan(plan), now), span };
}
