import { hasSteps } from '../../evaluate/plan/planned-query.js';
import { prepareRuleForEvents } from '../../evaluate/prepare/prepare-rule.js';
import type { RuleInputs } from '../../evaluate/prepare/rule-inputs.js';
import { startRule } from '../../evaluate/run/run-rule.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { Rule } from '../../rule/rule.js';
import { engineClock } from '../../testing/engine-clock.js';
import { defaultNow } from '../../testing/test-file.js';
import { failure, type Result } from '../../text/result.js';

/** The events of an alert by number, in step order; missing events of a sequence are skipped. */
export type RaisedAlert = readonly number[];

export interface Raised {
  readonly alerts: readonly RaisedAlert[];
  /** The same with null for a sequence's missing events, and an element for each run of a step. */
  readonly slots: readonly (readonly (number | null)[])[];
  /** Whether the events of an alert belong to steps, which differ in kind. */
  readonly inSteps: boolean;
}

/** Returns the alerts that a rule raises on events, or why it cannot be run. */
export function raisedAlerts(rule: Rule, events: readonly EventObject[], inputs: RuleInputs): Result<Raised> {
  const prepared = prepareRuleForEvents(rule, events, engineClock(events, defaultNow), inputs);
  if (!prepared.ok) return failure(prepared.problems[0]?.message ?? 'the rule cannot be run');
  const run = startRule<number>(prepared);
  events.forEach((event, number) => {
    run.read(event, number);
  });
  const { alerts, problem } = run.finish();
  if (problem) return failure(problem.message);
  const slots = alerts.slice().map((alert) => alert.events);
  return {
    ok: true,
    slots,
    alerts: slots.map((events) => events.filter((event) => event !== null)),
    inSteps: hasSteps(prepared.planned),
  };
}
