import type { Span } from '../../text/span.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import { hasSteps, type PlannedTableQuery } from '../plan/planned-query.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { explainPlan } from './explain.js';
import { type EventAmong, explainTableEvent } from './explain-table-event.js';
import type { Explanation } from './explanation.js';

/** The result of one event filter of a query on an event. */
export interface FilterExplanation {
  /** `undefined` for an event query, otherwise the number of the step from 0, with `until` last. */
  readonly step: number | undefined;
  readonly span: Span;
  readonly explanation: Explanation;
  /**
   * Why the search fails on this event, if it does. An earlier condition can decide before the failing one.
   */
  readonly failure: EvaluationError | undefined;
  /** Elasticsearch's warnings. */
  readonly warnings?: readonly string[];
}

/**
 * Explains one event against each event filter of the query: one for an event query, otherwise one per step.
 *
 * @param among the events around it, for a query that groups events.
 */
export function explainEvent(
  rule: PreparedRule,
  event: EventObject,
  among?: EventAmong,
): FilterExplanation[] {
  const { planned, context, language } = rule;
  const explain = (filter: PlannedFilter, step: number | undefined): FilterExplanation => {
    const explanation = explainPlan(filter.plan, event, { language, now: context.now });
    const failure = hasFailed(explanation) ? failureOf(filter, event) : undefined;
    return { step, span: filter.span, explanation, failure };
  };
  // Events that filters and exceptions exclude do not reach the commands.
  if (planned.kind === 'table' && passes(planned.filter, event)) return [explainRow(planned, event, among)];
  if (!hasSteps(planned)) return [explain(planned.filter, undefined)];
  const steps = new Map(planned.steps.map((step) => [step.step, step]));
  if (planned.kind === 'sequence' && planned.until) steps.set(planned.until.step, planned.until);
  return [...steps].map(([step, planned]) => explain(planned, step));
}

/** Explains the effect of the commands on the event, for a query whose rows are the results. */
function explainRow(
  planned: PlannedTableQuery,
  event: EventObject,
  among: EventAmong | undefined,
): FilterExplanation {
  const { span } = planned.filter;
  try {
    const { explanation, warnings } = explainTableEvent(planned, event, among);
    return { step: undefined, span, explanation, failure: undefined, warnings };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const reason = { code: 'failed', message: error.message } as const;
    const explanation: Explanation = { span, kind: 'all', holds: false, reason, seen: [], children: [] };
    return { step: undefined, span, explanation, failure: error };
  }
}

function passes(filter: PlannedFilter, event: EventObject): boolean {
  try {
    return filter.matches(event);
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}

function hasFailed({ reason, children }: Explanation): boolean {
  return reason.code === 'failed' || children.some(hasFailed);
}

function failureOf({ matches }: PlannedFilter, event: EventObject): EvaluationError | undefined {
  try {
    matches(event);
    return undefined;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return error;
  }
}
