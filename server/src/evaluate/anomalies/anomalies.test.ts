import { describe, expect, test } from 'vitest';
import { testFileOf } from '../../../../test/helpers/check-tests.js';
import { readRule } from '../../rule/rule.js';
import { runTestFile } from '../../testing/run-test-file.js';
import { parseToml } from '../../toml/document.js';
import { explainEvent } from '../explain/explain-rule.js';
import { explanationLines, plainStyle } from '../explain/explain-text.js';
import { prepareRule } from '../prepare/prepare-rule.js';
import { startRule } from '../run/run-rule.js';
import type { EventObject } from '../values/access.js';

const rule = (keys: string) => readRule(parseToml(`[metadata]\n[rule]\ntype = "machine_learning"\n${keys}`));

const logins = rule('machine_learning_job_id = ["logins", "logins_v2"]\nanomaly_threshold = 75');

const record = (fields: EventObject): EventObject => ({
  job_id: 'logins',
  result_type: 'record',
  record_score: 80.5,
  is_interim: false,
  timestamp: 1_767_225_600_000,
  ...fields,
});

function numbersOf(records: readonly EventObject[]): number[] {
  const prepared = prepareRule(logins, {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const run = startRule<number>(prepared);
  records.forEach((one, index) => {
    run.read(one, index);
  });
  return run
    .finish()
    .alerts.slice()
    .map(({ events: [number] }) => number!);
}

describe('machine_learning rules', () => {
  test.each<[string, EventObject, boolean]>([
    ['a record above the threshold', {}, true],
    ['at the threshold', { record_score: 75 }, true],
    ['below the threshold', { record_score: 74.99 }, false],
    ['the other job', { job_id: 'logins_v2' }, true],
    ['a job of another rule', { job_id: 'logins_v3' }, false],
    ['a bucket, not a record', { result_type: 'bucket' }, false],
    ['a record that may still change', { is_interim: true }, false],
    ['an event that is no record', { job_id: undefined, result_type: undefined }, false],
  ])('%s', (_, fields, holds) => {
    expect(numbersOf([record(fields)])).toEqual(holds ? [0] : []);
  });

  test('alerts are in the order of time', () => {
    expect(numbersOf([record({ timestamp: 2_000 }), record({ timestamp: 1_000 })])).toEqual([1, 0]);
  });

  test('a single job can stand alone', () => {
    const prepared = prepareRule(rule('machine_learning_job_id = "logins"\nanomaly_threshold = 50'), {});
    expect('planned' in prepared && explainEvent(prepared, record({}))[0]?.explanation.holds).toBe(true);
  });

  test('a record is explained', () => {
    const prepared = prepareRule(logins, {});
    if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
    const [explained] = explainEvent(prepared, record({ record_score: 50 }));
    expect(explanationLines(explained!.explanation, prepared.queryText, plainStyle)).toEqual([
      '✗ all of: 1 of 4 conditions fails',
      '  ✓ job_id: ("logins" or "logins_v2")  job_id is "logins"',
      '  ✓ result_type: "record"  result_type is "record"',
      '  ✗ record_score >= 75  record_score is 50',
      '  ✓ is_interim: false  is_interim is false',
    ]);
  });

  test.each([
    ['anomaly_threshold = 50', 'the rule has no "machine_learning_job_id"'],
    ['machine_learning_job_id = "logins"', 'the rule has no "anomaly_threshold"'],
  ])('with %s only it cannot run', (keys, message) => {
    expect(prepareRule(rule(keys), {})).toMatchObject({ problems: [{ code: 'not-runnable', message }] });
  });

  test('test files write only what matters of a record', () => {
    const file = testFileOf(`
      tests:
        - name: one job, enough
          anomalies: [{job_id: logins, record_score: 90, user.name: [ann]}]
          expect: alert
        - name: not enough
          anomalies: [{job_id: logins, record_score: 10}]
          expect: no alert
        - name: may still change
          anomalies: [{job_id: logins, record_score: 90, is_interim: true}]
          expect: no alert
        - name: in the order of time
          anomalies: [{at: 2m, job_id: logins, record_score: 90}, {at: 1m, job_id: logins, record_score: 90}]
          expect: {events: [1, 0]}
    `);
    const outcomes = runTestFile(logins, file, (path) => ({ ok: false, error: path }));
    expect(outcomes.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed']);
  });
});

describe('saved_query rules', () => {
  const saved = (keys: string) =>
    prepareRule(readRule(parseToml(`[metadata]\n[rule]\ntype = "saved_query"\nsaved_id = "s"\n${keys}`)), {});

  test.each([
    ['in KQL', `query = 'user.name: ann'\nlanguage = "kuery"`],
    ['in KQL when no language is given', `query = 'user.name: ann'`],
  ])('a copy of the query is evaluated, %s', (_, keys) => {
    const prepared = saved(keys);
    expect(
      'planned' in prepared && explainEvent(prepared, { user: { name: 'ann' } })[0]?.explanation.holds,
    ).toBe(true);
  });

  test('without a copy there is nothing to evaluate', () => {
    expect(saved('')).toMatchObject({
      problems: [{ code: 'not-supported', message: expect.stringMatching(/saved in Kibana/) }],
    });
  });
});
