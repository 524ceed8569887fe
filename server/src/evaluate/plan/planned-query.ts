import type { PlannedNewTerms } from '../new-terms/plan-new-terms.js';
import type { PlannedThreatMatch } from '../threat-match/plan-threat-match.js';
import type { PlannedThreshold } from '../threshold/plan-threshold.js';
import type { JoinKey } from './keys.js';
import type { PlanNode } from './plan.js';
import type { PlannedFilter } from './planned-filter.js';
import type { TableQuery } from './planned-table.js';

/** A step of a sequence or sample. */
export interface PlannedStep extends PlannedFilter {
  readonly keys: readonly JoinKey[];
  readonly missing: boolean;
  /** The number of the step in the query. Copies made by `with runs` share it. */
  readonly step: number;
}

/** `head` or `tail` with its number. */
export interface PlannedPipe {
  readonly kind: 'head' | 'tail';
  readonly count: number;
}

/** A query in which each event that satisfies the filter raises an alert. */
export interface PlannedEventQuery {
  readonly kind: 'event';
  readonly filter: PlannedFilter;
  readonly pipes: readonly PlannedPipe[];
}

/** A query in which groups of events that satisfy the filter raise alerts. */
export interface PlannedThresholdQuery {
  readonly kind: 'threshold';
  readonly filter: PlannedFilter;
  readonly threshold: PlannedThreshold;
}

/** A query in which an event that satisfies the filter raises an alert if its values are new. */
export interface PlannedNewTermsQuery {
  readonly kind: 'new-terms';
  readonly filter: PlannedFilter;
  readonly newTerms: PlannedNewTerms;
}

/** A query in which an event that satisfies the filter raises an alert if an indicator has its values. */
export interface PlannedThreatMatchQuery {
  readonly kind: 'threat-match';
  readonly filter: PlannedFilter;
  readonly threatMatch: PlannedThreatMatch;
}

/**
 * A query in which each row that a pipeline produces from the events raises an alert. The filter selects the
 * events it reads.
 */
export interface PlannedTableQuery {
  readonly kind: 'table';
  readonly filter: PlannedFilter;
  readonly table: TableQuery;
}

/** A query in which consecutive events raise an alert. */
export interface PlannedSequence {
  readonly kind: 'sequence';
  /** With runs expanded. */
  readonly steps: readonly PlannedStep[];
  readonly until: PlannedStep | undefined;
  readonly maxspan: number | undefined;
  readonly pipes: readonly PlannedPipe[];
}

/** A query in which events with the same keys raise an alert, in any order. */
export interface PlannedSample {
  readonly kind: 'sample';
  readonly steps: readonly PlannedStep[];
  readonly pipes: readonly PlannedPipe[];
}

/** A query that applies one filter to each event. */
export type PlannedFilterQuery =
  | PlannedEventQuery
  | PlannedThresholdQuery
  | PlannedNewTermsQuery
  | PlannedThreatMatchQuery
  | PlannedTableQuery;

/** A query that applies a filter for each of its steps. */
export type PlannedStepQuery = PlannedSequence | PlannedSample;

/**
 * A query of any language, or a rule of any type, ready to run. A machine_learning rule is an event query
 * over anomaly records.
 */
export type PlannedQuery = PlannedFilterQuery | PlannedStepQuery;

export function hasSteps(planned: PlannedQuery): planned is PlannedStepQuery {
  return planned.kind === 'sequence' || planned.kind === 'sample';
}

/** Returns whether each alert is one event. */
export function raisesSingleEvents(planned: PlannedQuery): boolean {
  if (planned.kind === 'table') return !planned.table.isAggregating;
  return planned.kind !== 'threshold' && !hasSteps(planned);
}

/** Returns the pipes of a query, which only EQL has. */
export function pipesOf(planned: PlannedQuery): readonly PlannedPipe[] {
  return planned.kind === 'event' || hasSteps(planned) ? planned.pipes : [];
}

/** Returns what an event must satisfy to be part of an alert. */
export function eventPlan(planned: PlannedQuery): PlanNode {
  const filters: PlannedFilter[] = hasSteps(planned) ? [...planned.steps] : [planned.filter];
  if (planned.kind === 'sequence' && planned.until) filters.push(planned.until);
  if (planned.kind === 'table')
    return { kind: 'all', children: [planned.filter.plan, planned.table.leading], span: planned.filter.span };
  const [first] = filters;
  if (first && filters.length === 1) return first.plan;
  return { kind: 'any', children: filters.map((filter) => filter.plan), span: { start: 0, end: 0 } };
}
