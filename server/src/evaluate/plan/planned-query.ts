import type { PlannedNewTerms } from '../new-terms/plan-new-terms.js';
import type { PlannedThreatMatch } from '../threat-match/plan-threat-match.js';
import type { PlannedThreshold } from '../threshold/plan-threshold.js';
import type { JoinKey } from './keys.js';
import type { PlanNode } from './plan.js';
import type { PlannedFilter } from './planned-filter.js';

/** A step of a sequence or sample. */
export interface PlannedStep extends PlannedFilter {
  readonly keys: readonly JoinKey[];
  readonly missing: boolean;
  /** Number of the step in the query; copies made by `with runs` share it. */
  readonly step: number;
}

/** `head` or `tail` with its number. */
export interface PlannedPipe {
  readonly kind: 'head' | 'tail';
  readonly count: number;
}

/** A query of any language, ready to run. */
export type PlannedQuery =
  | {
      readonly kind: 'event';
      readonly filter: PlannedFilter;
      readonly pipes: readonly PlannedPipe[];
      /** Set when alerts are raised by groups of events, not by each. */
      readonly threshold?: PlannedThreshold;
      /** Set when an event raises an alert only when its values are new. */
      readonly newTerms?: PlannedNewTerms;
      /** Set when an event raises an alert only when an indicator has its values. */
      readonly threatMatch?: PlannedThreatMatch;
    }
  | {
      readonly kind: 'sequence';
      /** With runs expanded. */
      readonly steps: readonly PlannedStep[];
      readonly until: PlannedStep | undefined;
      readonly maxspan: number | undefined;
      readonly pipes: readonly PlannedPipe[];
    }
  | {
      readonly kind: 'sample';
      readonly steps: readonly PlannedStep[];
      readonly pipes: readonly PlannedPipe[];
    };

/** Whether each alert is one event. */
export function raisesSingleEvents(planned: PlannedQuery): boolean {
  return planned.kind === 'event' && !planned.threshold;
}

/** What an event must satisfy to be part of an alert. */
export function eventPlan(planned: PlannedQuery): PlanNode {
  const filters = planned.kind === 'event' ? [planned.filter] : [...planned.steps];
  if (planned.kind === 'sequence' && planned.until) filters.push(planned.until);
  const [first] = filters;
  if (first && filters.length === 1) return first.plan;
  return { kind: 'any', children: filters.map((filter) => filter.plan), span: { start: 0, end: 0 } };
}
