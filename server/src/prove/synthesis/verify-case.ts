import { historyWindow } from '../../evaluate/new-terms/plan-new-terms.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { readIsoDate } from '../../fields/dates.js';
import type { Rule } from '../../rule/rule.js';
import { builtDocuments } from '../../testing/case-events.js';
import { runCase } from '../../testing/run-case.js';
import { defaultNow, type Expectation } from '../../testing/test-file.js';
import type { SynthesizedCase } from './synthesized.js';

/** Runs a case as a test file would, and tells whether the rule does what the case says. */
export function doesAsItSays(rule: Rule, one: SynthesizedCase, fields: FieldCatalogue | undefined): boolean {
  const written = (events: SynthesizedCase['events']) => events.map((event) => ({ event, span: nowhere }));
  const anomaly = one.isAnomaly ? { result_type: 'record', is_interim: false } : {};
  const events = builtDocuments('event', written(one.events), anomaly, defaultNow);
  const window = historyWindow(rule.table, readIsoDate(defaultNow)!.from);
  const middle = window && Math.floor((window.from + window.to) / 2);
  const history = builtDocuments('event', written(one.history ?? []), {}, defaultNow, middle);
  const indicators = builtDocuments('indicator', written(one.indicators ?? []), {}, defaultNow);
  if (!events.ok || !history.ok || !indicators.ok) return false;
  const own = one.isAnomaly
    ? events.events.map((event) => ({ timestamp: event['@timestamp'], ...event }))
    : events.events;
  const verdict = runCase(rule, own, expectation(one), defaultNow, {
    history: history.events,
    indicators: indicators.events,
    limits: { threatIndex: true },
    ...(fields && { fields }),
  });
  return verdict.kind === 'run' && verdict.passed;
}

const nowhere = { start: 0, end: 0 };

function expectation({ expect }: SynthesizedCase): Expectation {
  return { alerts: expect === 'alert' ? 'some' : 0, events: undefined, span: nowhere };
}
