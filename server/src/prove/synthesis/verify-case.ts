import { historyWindow } from '../../evaluate/new-terms/plan-new-terms.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { readIsoDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import { builtDocuments } from '../../testing/case-events.js';
import { engineClock } from '../../testing/engine-clock.js';
import { meetsExpectation } from '../../testing/run-case.js';
import { defaultNow, type Expectation } from '../../testing/test-file.js';
import { preparedAlike } from './prepared-alike.js';
import type { SynthesizedCase } from './synthesized.js';

/** A rule that was prepared for a case's events. */
export interface PreparedCase {
  readonly prepared: PreparedRule;
  readonly events: readonly EventObject[];
  readonly expect: Expectation;
}

/** Prepares a rule for a case as a test file would, or returns undefined if it cannot be run. */
export function prepareCase(
  rule: Rule,
  one: SynthesizedCase,
  fields: FieldCatalogue | undefined,
): PreparedCase | undefined {
  const written = (events: SynthesizedCase['events']) => events.map((event) => ({ event, span: nowhere }));
  const anomaly = one.isAnomaly ? { result_type: 'record', is_interim: false } : {};
  const built = builtDocuments('event', written(one.events), anomaly, defaultNow);
  const window = historyWindow(rule.table, readIsoDate(defaultNow)!.from);
  const middle = window && Math.floor((window.from + window.to) / 2);
  const history = builtDocuments('event', written(one.history ?? []), {}, defaultNow, middle);
  const indicators = builtDocuments('indicator', written(one.indicators ?? []), {}, defaultNow);
  if (!built.ok || !history.ok || !indicators.ok) return undefined;
  const events = one.isAnomaly
    ? built.events.map((event) => ({ timestamp: event['@timestamp'], ...event }))
    : built.events;
  const prepared = preparedAlike(rule, events, engineClock(events, defaultNow), {
    history: history.events,
    indicators: indicators.events,
    limits: { threatIndex: true },
    ...(fields && { fields }),
  });
  return prepared.ok ? { prepared, events, expect: expectation(one) } : undefined;
}

/** Runs a case as a test file would, and returns whether it holds for the rule. */
export function doesAsItSays(rule: Rule, one: SynthesizedCase, fields: FieldCatalogue | undefined): boolean {
  const ready = prepareCase(rule, one, fields);
  return ready !== undefined && meetsExpectation(ready.prepared, ready.events, ready.expect) === true;
}

const nowhere = { start: 0, end: 0 };

function expectation({ expect }: SynthesizedCase): Expectation {
  return { alerts: expect === 'alert' ? 'some' : 0, events: undefined, span: nowhere };
}
