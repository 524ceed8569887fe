import { explainRaised } from '../evaluate/explain/explain-raised.js';
import { explainEvent, type FilterExplanation } from '../evaluate/explain/explain-rule.js';
import { explainSequence, type SequenceExplanation } from '../evaluate/explain/explain-sequence.js';
import { distance } from '../evaluate/explain/nearest.js';
import { type RaisedExplanation, saysSomething } from '../evaluate/explain/raised.js';
import { outsideText } from '../evaluate/outside-window.js';
import { hasSteps, raisesSingleEvents } from '../evaluate/plan/planned-query.js';
import type { PreparedRule } from '../evaluate/prepare/prepare-query.js';
import { prepareRuleForEvents } from '../evaluate/prepare/prepare-rule.js';
import type { RuleInputs } from '../evaluate/prepare/rule-inputs.js';
import type { RunProblem } from '../evaluate/prepare/unprepared.js';
import { type Alert, startRule } from '../evaluate/run/run-rule.js';
import type { EventObject } from '../evaluate/values/access.js';
import type { Rule } from '../rule/rule.js';
import { least } from '../text/extremes.js';
import { missingRows } from './compare-rows.js';
import { engineClock } from './engine-clock.js';
import type { Expectation } from './test-file.js';

/** Alerts in the form of the JSON report: their number, and their events by index. */
export interface AlertSummary {
  readonly alerts: number;
  readonly events: readonly number[] | readonly (readonly (number | null)[])[];
  /** The columns of each alert, for queries whose rows raise them. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
}

/** The event that decided a failure, with the query's result on it. */
export interface DecidingEvent {
  readonly event: number;
  readonly explanations: readonly FilterExplanation[];
}

export type CaseVerdict =
  | { readonly kind: 'not-run'; readonly problems: readonly RunProblem[] }
  | {
      readonly kind: 'run';
      readonly passed: boolean;
      readonly actual: AlertSummary;
      /** The expected rows that no alert has. */
      readonly lacking: readonly Readonly<Record<string, unknown>>[];
      /** Set if the case failed and an event shows why. */
      readonly deciding: DecidingEvent | undefined;
      /** Set if a sequence raised too few alerts: its progress. */
      readonly sequence: SequenceExplanation | undefined;
      /** Set if the case failed, events match the query, and the rule has further requirements. */
      readonly raised: RaisedExplanation | undefined;
      /** Whether it failed because there are too few alerts. */
      readonly tooFew: boolean;
      readonly prepared: PreparedRule;
      /**
       * Set if events match the query but all of them are outside the rule's time window: why none counts.
       */
      readonly outside: string | undefined;
    };

/** Runs a rule on the events of one case and compares the result with the expectation. */
export function runCase(
  rule: Rule,
  events: readonly EventObject[],
  expect: Expectation,
  now: string,
  inputs: RuleInputs = {},
): CaseVerdict {
  const prepared = prepareRuleForEvents(rule, events, engineClock(events, now), inputs);
  if (!prepared.ok) return { kind: 'not-run', problems: prepared.problems };
  const run = startRule<number>(prepared);
  events.forEach((event, index) => {
    run.read(event, index);
  });
  const { alerts: list, problem, windowUse } = run.finish();
  const alerts = list.slice();
  if (problem) return { kind: 'not-run', problems: [problem] };
  const { planned } = prepared;
  const actual = summarise(alerts, raisesSingleEvents(planned));
  const isGroup = !raisesSingleEvents(planned) && !hasSteps(planned);
  const lacking = missingRows(
    expect.rows ?? [],
    alerts.map(({ columns }) => columns),
  );
  const passed = satisfies(actual, expect, isGroup) && lacking.length === 0;
  const tooFew = expect.alerts === 'some' || actual.alerts < expect.alerts;
  const sequence = !passed && tooFew ? explainSequence(prepared, events) : undefined;
  const explained = passed ? undefined : explainRaised(prepared, events);
  const raised = explained && saysSomething(explained) ? explained : undefined;
  const deciding = passed || sequence || raised ? undefined : findDeciding(prepared, events, alerts, expect);
  const outside =
    windowUse && !windowUse.anyInside
      ? outsideText(windowUse, (numbers) => numbers.map((number) => `event ${number}`).join(', '))
      : undefined;
  return { kind: 'run', passed, actual, lacking, deciding, sequence, raised, tooFew, prepared, outside };
}

/**
 * Returns whether a prepared rule raises the expected alerts on events; undefined if the search fails. The
 * same as {@link runCase} without an explanation.
 */
export function meetsExpectation(
  prepared: PreparedRule,
  events: readonly EventObject[],
  expect: Expectation,
): boolean | undefined {
  const run = startRule<number>(prepared);
  events.forEach((event, index) => {
    run.read(event, index);
  });
  const { alerts: list, problem } = run.finish();
  if (problem) return undefined;
  const alerts = list.slice();
  const { planned } = prepared;
  const isGroup = !raisesSingleEvents(planned) && !hasSteps(planned);
  if (!satisfies(summarise(alerts, raisesSingleEvents(planned)), expect, isGroup)) return false;
  return (
    missingRows(
      expect.rows ?? [],
      alerts.map(({ columns }) => columns),
    ).length === 0
  );
}

function summarise(alerts: readonly Alert<number>[], single: boolean): AlertSummary {
  const events = alerts.map((alert) => alert.events);
  const rows = alerts.flatMap(({ columns }) => (columns ? [columns] : []));
  return {
    alerts: alerts.length,
    events: single ? events.map(([event]) => event!) : events,
    ...(rows.length > 0 ? { rows } : {}),
  };
}

/**
 * Returns whether alerts are as expected. Their order does not matter, and in a group neither does the order
 * of its events.
 */
function satisfies(actual: AlertSummary, expect: Expectation, isGroup: boolean): boolean {
  if (expect.alerts === 'some' ? actual.alerts === 0 : actual.alerts !== expect.alerts) return false;
  if (expect.events === undefined) return true;
  const normal = (events: AlertSummary['events']): string =>
    JSON.stringify(
      [...events].map((one) => JSON.stringify(isGroup && Array.isArray(one) ? one.toSorted() : one)).sort(),
    );
  return normal(actual.events) === normal(expect.events);
}

/**
 * Returns the first event that should not have matched if there are too many, else the one that came closest
 * to matching.
 */
function findDeciding(
  prepared: PreparedRule,
  events: readonly EventObject[],
  alerts: readonly Alert<number>[],
  expect: Expectation,
): DecidingEvent | undefined {
  const alerted = alerts.flatMap((alert) => alert.events.filter((event) => event !== null));
  const wanted = new Set(expect.events?.flat());
  const tooMany = expect.alerts !== 'some' && alerts.length > expect.alerts;
  const surplus = expect.events || tooMany ? alerted.find((event) => !wanted.has(event)) : undefined;
  if (surplus !== undefined)
    return { event: surplus, explanations: explainEvent(prepared, events[surplus]!) };
  const explained = events
    .map((event, index) => ({ event: index, explanations: explainEvent(prepared, event) }))
    .filter(({ event }) => !alerted.includes(event))
    .filter(({ event }) => wanted.size === 0 || wanted.has(event));
  return explained.sort((a, b) => nearness(a) - nearness(b))[0];
}

function nearness({ explanations }: DecidingEvent): number {
  return least(explanations.map(({ explanation }) => distance(explanation)));
}
