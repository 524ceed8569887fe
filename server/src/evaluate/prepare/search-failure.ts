import type { Problem } from '../../text/problem.js';
import { EvaluationError } from '../plan/plan.js';
import { startRule } from '../run/run-rule.js';
import type { EventObject } from '../values/access.js';
import type { PreparedRule } from './prepare-query.js';

/** Why the search of a rule fails as a whole. */
export interface SearchFailure {
  readonly problem: Problem;
  /** The index of the event at which it fails. Undefined if no single event is responsible. */
  readonly failedAt: number | undefined;
}

/**
 * Returns the result of work on all events of a rule, such as explaining them, or why the search fails for
 * these events. The rule only runs if the work fails, to find the event at which it does.
 */
export function orSearchFailure<Result>(
  rule: PreparedRule,
  events: readonly EventObject[],
  work: () => Result,
): { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly failure: SearchFailure } {
  try {
    return { ok: true, result: work() };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const run = startRule<number>(rule);
    for (const [index, event] of events.entries()) run.read(event, index);
    const { problem, failedAt } = run.finish();
    if (!problem) throw error;
    return { ok: false, failure: { problem, failedAt } };
  }
}
