import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runAsEngine } from '../../server/src/evaluate/engine/run-as-engine.js';
import { readEventFile } from '../../server/src/evaluate/events/read-events.js';
import { explainRaised } from '../../server/src/evaluate/explain/explain-raised.js';
import { explainEvent } from '../../server/src/evaluate/explain/explain-rule.js';
import { hasSteps } from '../../server/src/evaluate/plan/planned-query.js';
import { type PreparedRule, prepareQuery } from '../../server/src/evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';
import { referenceFolder, root, sharedMissing } from '../helpers/shared.js';

/**
 * The shipped rules that raise alerts on sample events of many integrations, and how many. The file was
 * reviewed.
 */
const golden = join(root, 'test/corpus/smoke.golden.json');

const now = '2026-01-01T00:00:00Z';

const anomaly = { result_type: 'record', is_interim: false, record_score: 100 };

/** Made-up indicators: an address, a link and a file; one of them has nothing to compare. */
const indicators: readonly EventObject[] = [
  {
    '@timestamp': now,
    event: { kind: 'enrichment', category: ['threat'], type: ['indicator'] },
    threat: { indicator: { type: 'ipv4-addr', ip: '203.0.113.7', provider: 'made up' } },
  },
  { '@timestamp': now, 'threat.indicator': { url: { full: 'https://bad.example/a' }, type: 'url' } },
  { '@timestamp': now, threat: { indicator: { file: { hash: { sha256: '00'.repeat(32) } } } } },
  { '@timestamp': now, threat: { feed: { name: 'empty' } } },
];

const corpusFolder = referenceFolder('corpus');
const eventsFolder = referenceFolder('events');
const isThere = corpusFolder !== undefined && eventsFolder !== undefined;

describe.skipIf(!isThere)(`shipped rules on sample events${isThere ? '' : ` (${sharedMissing})`}`, () => {
  const folder = corpusFolder ?? '';
  const rules = (isThere ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((name) => name.endsWith('.toml'))
    .map((name) => readRule(parseToml(readFileSync(join(folder, name), 'utf8'))));
  const events: EventObject[] = [];
  const samples = join(eventsFolder ?? '', 'samples');
  for (const name of isThere ? readdirSync(samples).sort() : [])
    readEventFile(join(samples, name), {
      event: (event) => events.push(event),
      problem: ({ message }) => expect.fail(`${name}: ${message}`),
    });

  const prepared = new Map<string, { readonly kind: string; readonly rule: PreparedRule }>();

  test('every query in EQL and KQL can be evaluated', () => {
    const failed: string[] = [];
    for (const rule of rules) {
      const { name = '', query, language, type } = rule;
      if (!query || (language !== 'eql' && language !== 'kuery')) continue;
      const whole = prepareRule(rule, { now });
      const queryOnly =
        !whole.ok && ['not-supported', 'no-indicators'].includes(whole.problems[0]?.code ?? '');
      const result = queryOnly ? prepareQuery(query.text, language, { now }) : whole;
      const kind = `${type} in ${language}${queryOnly ? ', its query alone' : ''}`;
      if (!result.ok) failed.push(`${name}: ${result.problems[0]?.message}`);
      else prepared.set(name, { kind, rule: result });
    }
    expect(failed).toEqual([]);
    expect(prepared.size).toBeGreaterThan(1_300);
  });

  test('and runs on every event without an error, with the alerts that are known', () => {
    const fired: Record<string, Record<string, number>> = {};
    for (const [name, { kind, rule }] of [...prepared].sort()) {
      const run = startRule<number>(rule);
      events.forEach((event, index) => {
        run.read(event, index);
      });
      const { alerts, problem } = run.finish();
      expect(problem, name).toBeUndefined();
      if (alerts.length === 0) continue;
      fired[kind] ??= {};
      fired[kind][name] = alerts.length;
    }
    const found = `${JSON.stringify(fired, undefined, 2)}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, found);
    expect(found).toBe(readFileSync(golden, 'utf8'));
  });

  test.each([
    {
      type: 'threat_match',
      inputs: { indicators },
      atLeast: 5,
    },
    {
      type: 'new_terms',
      inputs: { history: events.filter((_, index) => index % 2 === 0) },
      atLeast: 150,
    },
  ])('rules of type $type run whole', ({ type, inputs, atLeast }) => {
    const ofType = rules.filter((rule) => rule.type === type && rule.language === 'kuery');
    expect(ofType.length).toBeGreaterThanOrEqual(atLeast);
    for (const rule of ofType) {
      const result = prepareRule(rule, {}, inputs);
      if (!result.ok) expect.fail(`${rule.name}: ${result.problems[0]?.message}`);
      const run = startRule<number>(result);
      events.forEach((event, index) => {
        if (index % 2 === 1) run.read(event, index);
      });
      expect(run.finish().problem, rule.name).toBeUndefined();
      expect(explainRaised(result, events.slice(0, 50)), rule.name).toBeDefined();
    }
  });

  test('rules of type machine_learning raise an alert for a record of each of their jobs', () => {
    const ofType = rules.filter((rule) => rule.type === 'machine_learning');
    expect(ofType.length).toBeGreaterThan(50);
    for (const rule of ofType) {
      const result = prepareRule(rule, { now });
      if (!result.ok) expect.fail(`${rule.name}: ${result.problems[0]?.message}`);
      const run = startRule<number>(result);
      events.forEach((event, index) => {
        run.read(event, index);
      });
      const jobs = [rule.table.machine_learning_job_id].flat();
      for (const job of jobs) run.read({ job_id: job, ...anomaly }, events.length);
      expect(run.finish().alerts.length, rule.name).toBe(jobs.length);
    }
  });

  test('every rule runs as in the engine', () => {
    const inputs = { history: [], indicators };
    const some = events.filter((_, index) => index % 40 === 0);
    const notRun = new Set<string>();
    for (const rule of rules) {
      const { prepared: outcome, result } = runAsEngine(rule, some, inputs);
      if (!outcome.ok) notRun.add(`${rule.type}: ${outcome.problems[0]?.code}`);
      for (const alert of result?.alerts.slice() ?? [])
        expect(alert.fields?.['kibana.alert.severity'], rule.name).toBeTypeOf('string');
    }
    // One rule replaces with a regular expression that uses lookaround.
    expect([...notRun]).toEqual(['esql: not-supported']);
  }, 60_000);

  test('the explanation of each event agrees with the verdict', () => {
    for (const [name, { rule }] of prepared) {
      const { planned } = rule;
      if (hasSteps(planned)) continue;
      for (const event of events.filter((_, index) => index % 7 === 0)) {
        const [filter] = explainEvent(rule, event);
        const matches =
          planned.kind === 'table'
            ? planned.table.run([event]).rows.length > 0
            : planned.filter.matches(event);
        expect(filter?.explanation.holds, name).toBe(matches);
      }
    }
  });
});
