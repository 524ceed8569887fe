import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runAsEngine } from '../../server/src/evaluate/engine/run-as-engine.js';
import { decodeEvents } from '../../server/src/evaluate/events/decode-events.js';
import { prepareRuleForEvents } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { defaultConfiguration } from '../../server/src/lint/configuration.js';
import { lintRule } from '../../server/src/lint/run.js';
import { type Rule, readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';

/** Rules with reported wrong verdicts, each with the right one (`expected.md` in its folder). */

const cases = referenceFolder('cases');
const folder = cases && join(cases, 'reports');

function read(name: string, file: string): string {
  return readFileSync(join(folder!, name, file), 'utf8');
}

function ruleOf(name: string): Rule {
  return readRule(parseToml(read(name, 'rule.toml')));
}

function eventsOf(name: string, file = 'events.ndjson'): EventObject[] {
  const events: EventObject[] = [];
  const decoder = decodeEvents({
    event: (event) => events.push(event),
    problem: ({ message }) => {
      throw new Error(message);
    },
  });
  decoder.write(Buffer.from(read(name, file)));
  decoder.end();
  return events;
}

/** Returns the numbers of the events that raise an alert. */
function alertsOf(name: string, file?: string): (number | null)[] {
  const events = eventsOf(name, file);
  const prepared = prepareRuleForEvents(ruleOf(name), events, undefined);
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const run = startRule<number>(prepared);
  events.forEach((event, index) => {
    run.read(event, index);
  });
  return run
    .finish()
    .alerts.slice()
    .flatMap((alert) => alert.events);
}

function found(name: string, profile: 'default' | 'elastic' = 'default'): string[] {
  const configuration = { ...defaultConfiguration, profile };
  return lintRule(read(name, 'rule.toml'), { configuration }).map(
    ({ severity, code }) => `${severity} ${code}`,
  );
}

function errorsIn(name: string): string[] {
  return found(name).filter((finding) => finding.startsWith('error'));
}

describe.skipIf(!folder)(`reported rules${folder ? '' : ` (${sharedMissing})`}`, () => {
  test('Lucene skips spaces around a colon', () => {
    expect(errorsIn('01-lucene-blank-before-colon')).toEqual([]);
    expect(alertsOf('01-lucene-blank-before-colon')).toEqual([0]);
  });

  test('overrides and mappings do not apply to the alert of a sequence', () => {
    const name = '03-overrides-on-sequences';
    expect(found(name)).toContain('information no-effect');
    const { result } = runAsEngine(ruleOf(name), eventsOf(name), {}, '2026-01-01T00:02:00Z');
    expect(result?.alerts.slice().map(({ fields }) => fields)).toMatchObject([
      {
        'kibana.alert.severity': 'low',
        'kibana.alert.risk_score': 21,
        'kibana.alert.rule.name': 'Example rule',
      },
    ]);
  });

  test('the cardinality of a field that groups is refused', () => {
    expect(found('04-cardinality-of-a-grouped-field')).toContain('error threshold-value');
  });

  test.each([
    '05-esql-metadata-id-is-enough',
    '06-esql-subqueries',
    '07-esql-without-keep-in-profile-default',
  ])('%s: nothing to find', (name) => {
    expect(found(name)).toEqual([]);
  });

  test('any string is a rule_id, outside of the conventions of Elastic', () => {
    expect(errorsIn('08-rule-id-is-any-text')).toEqual([]);
    expect(found('08-rule-id-is-any-text', 'elastic')).toContain('error rule-id-format');
  });

  test('letters beyond ASCII in another case', () => {
    expect(alertsOf('09-case-folding-beyond-ascii')).toEqual([0, 1, 2]);
  });

  test('an answer of the EQL search has as many events as hits', () => {
    expect(alertsOf('19-answer-of-eql-search-as-events', 'events.json')).toEqual([0, 1]);
  });
});
