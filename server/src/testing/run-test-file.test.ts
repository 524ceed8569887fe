import { describe, expect, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../test/helpers/check-tests.js';
import type { EventsReader } from './case-events.js';
import { parseTestFile } from './parse-test-file.js';
import { type CaseOutcome, runTestFile } from './run-test-file.js';

const noFiles: EventsReader = (path) => ({ ok: false, error: `there is no file "${path}"` });

function run(query: string, written: string, readEvents: EventsReader = noFiles): CaseOutcome[] {
  return runTestFile(ruleOf(query), testFileOf(written), readEvents);
}

const query = 'process where process.name == "nc" and process.args : "-l*"';

describe('verdicts', () => {
  const cases = `
    defaults: {event.category: process, process.name: nc}
    tests:
      - name: matches
        events: [{process.args: -lvp}]
        expect: alert
      - name: does not
        events: [{process.args: -z}]
        expect: no alert
      - name: other name by a nested key
        events: [{process: {name: cat, args: -l}}]
        expect: no alert
      - name: counts
        events: [{process.args: -l}, {process.args: -z}, {process.args: -lv}]
        expect: 2
      - name: names
        events: [{process.args: -l}, {process.args: -z}, {process.args: -lv}]
        expect: {events: [2, 0]}
      - name: wrong count
        events: [{process.args: -l}, {process.args: -lv}]
        expect: 1
      - name: wrong event
        events: [{process.args: -l}, {process.args: -z}]
        expect: {events: [1]}
      - name: fails
        events: [{process.args: -z}]
        expect: alert
      - name: fails as known
        events: [{process.args: -z}]
        expect: alert
        todo: widen
      - name: passes though marked
        events: [{process.args: -l}]
        expect: alert
        todo: widen
      - name: bad time
        events: [{process.args: -l}, {at: soon}]
        expect: alert
      - name: no file
        events_from: gone.ndjson
        expect: alert
  `;
  const outcomes = run(query, cases);

  const got = 'process.args is "-z"';
  const failure = ['expected at least one alert, got no alert', got, 'process.args : "-l*"'];
  /** The parts that the message must contain, in any order. */
  const rows: readonly (readonly [name: string, status: string, ...parts: readonly string[]])[] = [
    ['matches', 'passed'],
    ['does not', 'passed'],
    ['other name by a nested key', 'passed'],
    ['counts', 'passed'],
    ['names', 'passed'],
    ['wrong count', 'failed', 'expected 1 alert, got 2 alerts from events [0,1]', 'vent 0 matches'],
    [
      'wrong event',
      'failed',
      'expected 1 alert from events [1], got 1 alert from events [0]',
      'vent 0 matches',
    ],
    ['fails', 'failed', ...failure, 'vent 0 does not match'],
    ['fails as known', 'todo', ...failure, 'vent 0 does not match'],
    ['passes though marked', 'passed', 'passes although it is marked "todo: widen"; remove the mark'],
    ['bad time', 'error', 'event 1: "at" is not a time: "soon"; write an offset such as 0s, -5m or 1h30m'],
    ['no file', 'error', 'there is no file "gone.ndjson"'],
  ];
  test.for(rows)('%s: %s', ([name, status, ...parts]) => {
    const outcome = outcomes.find((one) => one.name === name);
    expect(outcome?.status).toBe(status);
    expect(outcome?.message === undefined).toBe(parts.length === 0);
    for (const part of parts) expect(outcome?.message).toContain(part);
  });

  test('there is one outcome per case, in their order', () => {
    expect(outcomes.map(({ name }) => name)).toEqual(rows.map(([name]) => name));
    expect(outcomes.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
  });

  test('the clause that decided is a place in the query', () => {
    const { clause } = outcomes.find((one) => one.name === 'fails')!;
    expect(query.slice(clause!.start, clause!.end)).toBe('process.args : "-l*"');
  });

  test('the event that cannot be used is a place in the test file', () => {
    const { place } = outcomes.find((one) => one.name === 'bad time')!;
    const text = cases.replace(/^\n/, '').replace(/^ {4}/gm, '');
    expect(text.slice(place!.start, place!.end)).toBe('{at: soon}');
  });

  test('cases can be chosen by their number', () => {
    const chosen = runTestFile(ruleOf(query), testFileOf(cases), noFiles, new Set([1, 3]));
    expect(chosen.map(({ name }) => name)).toEqual(['does not', 'counts']);
  });
});

describe('sequences', () => {
  const sequence =
    'sequence by user.name with maxspan=1m [any where event.outcome == "failure"] with runs=2 ![any where event.action == "reset"] [any where event.outcome == "success"]';
  const event = (at: string, rest: string): string => `{at: ${at}, user.name: u, ${rest}}`;
  const failures = [event('0s', 'event.outcome: failure'), event('1s', 'event.outcome: failure')];
  const success = (at: string): string => event(at, 'event.outcome: success');
  const caseOf = (events: readonly string[], expectation: string): string =>
    `tests:\n  - name: a\n    events: [${events.join(', ')}]\n    expect: ${expectation}`;

  test('alerts name their events, null where one is missing', () => {
    const [outcome] = run(
      sequence,
      caseOf([...failures, success('61s'), success('60s')], '{alerts: [[0, 1, null, 3]]}'),
    );
    expect(outcome).toMatchObject({
      status: 'passed',
      actual: { alerts: 1, events: [[0, 1, null, 3]] },
    });
  });
  test('a failure says how far it came and what stopped it', () => {
    const [outcome] = run(sequence, caseOf([...failures, success('61s')], 'alert'));
    expect(outcome).toMatchObject({ status: 'failed', actual: { alerts: 0, events: [] } });
    expect(outcome?.message).toContain('expected at least one alert, got no alert');
    expect(outcome?.message).toContain(
      'event 2 matches step 3, but came 1s after the maxspan of 1m had ended',
    );
    expect(outcome?.explanation.join('\n')).toContain('step 2 (missing): 0');
    expect(sequence.slice(outcome!.clause!.start, outcome!.clause!.end)).toContain('"success"');
  });
  test('an alert too many says which event it is from', () => {
    const [outcome] = run(sequence, caseOf([...failures, success('2s')], 'no alert'));
    expect(outcome?.message).toContain('expected no alert, got 1 alert from events [[0,1,null,2]]');
    expect(outcome?.message).toContain('vent 0 matches step 1');
  });
});

describe('rules that raise alerts for groups and new values', () => {
  const threshold = ruleOf('*:*', 'threshold', '[rule.threshold]\nfield = ["source.ip"]\nvalue = 2');
  const newTerms = ruleOf(
    '*:*',
    'new_terms',
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["source.ip"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"',
  );
  const outcomeOf = (rule: typeof threshold, events: string, expectation: string): CaseOutcome =>
    runTestFile(
      rule,
      testFileOf(`tests:\n  - {name: a, events: ${events}, expect: ${expectation}}`),
      noFiles,
    )[0]!;

  test.each([
    ['threshold', threshold],
    ['new_terms', newTerms],
  ])('%s: without any, a failure says which events lack the field', (_, rule) => {
    expect(outcomeOf(rule, '[{a: 1}, {a: 2}]', 'alert')).toMatchObject({
      status: 'failed',
      message: '2 events match the query without source.ip; expected at least one alert, got no alert',
    });
  });

  const three = '[{source.ip: 192.0.2.1}, {source.ip: 192.0.2.2}, {source.ip: 192.0.2.1}]';
  test.each([
    ['{alerts: [[0, 2]]}', 'passed'],
    ['{alerts: [[2, 0]]}', 'passed'],
    ['{alerts: [[0, 1]]}', 'failed'],
    ['{alerts: [[0]]}', 'failed'],
  ])('the order of events in %s does not matter: %s', (expectation, status) => {
    expect(outcomeOf(threshold, three, expectation).status).toBe(status);
  });
});

describe('an expectation of an event that there is not', () => {
  const file = (events: string, expectation: string): string =>
    `tests:\n  - {name: a, ${events}, expect: ${expectation}}`;
  test.each([
    ['{alerts: 1, events: [5]}', '[5]', 'there is no event 5: the case has 1 event, counted from 0'],
    ['{alerts: [[0, 1]]}', '[[0, 1]]', 'there is no event 1: the case has 1 event, counted from 0'],
  ])('%s is told in the file', (expectation, placed, message) => {
    const text = file('events: [{process.name: x}]', expectation);
    const { problems, cases } = parseTestFile(text);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(text.slice(problems[0]!.span.start, problems[0]!.span.end)).toBe(placed);
    // It still runs, so that its result can be accepted.
    expect(cases[0]!.fault).toBeUndefined();
  });
  test('of a file of events, when it runs', () => {
    const text = file('events_from: x.ndjson', '{events: [2]}');
    const [outcome] = run(query, text, () => ({ ok: true, events: [{}, {}] }));
    expect(outcome).toMatchObject({ status: 'failed' });
    expect(outcome?.message).toContain('there is no event 2: the case has 2 events, counted from 0');
  });
});

describe('what keeps a case from running', () => {
  const one = 'tests:\n  - {name: a, events: [{process.pid: 0}], expect: alert}';
  test('a query that is wrong', () => {
    expect(run('process where process.name = "x"', one)).toMatchObject([{ status: 'error', cause: 'rule' }]);
  });
  test('a key of the rule, with its place in the file of the rule', () => {
    const rule = ruleOf('*:*', 'query', 'max_signals = 0');
    const [outcome] = runTestFile(rule, testFileOf(one), noFiles);
    expect(outcome).toMatchObject({ status: 'error', cause: 'rule', clause: undefined });
    const { start, end } = outcome!.rulePlace!;
    expect(rule.document.text.slice(start, end)).toBe('0');
  });
  test('a search that fails', () => {
    expect(run('any where 1 / process.pid == 0', one)).toMatchObject([
      { status: 'error', cause: 'rule', message: expect.stringContaining('division by zero') },
    ]);
  });
  test('events that cannot be had', () => {
    const file = 'tests:\n  - {name: a, events_from: x.ndjson, expect: alert}';
    expect(run('any where true', file)).toMatchObject([{ status: 'error', cause: 'input' }]);
  });
});

test('events from a file get defaults and times as well', () => {
  const file =
    'defaults: {host.name: h}\ntests:\n  - {name: a, events_from: x.ndjson, expect: {events: [0, 1]}}';
  const reader: EventsReader = (path) =>
    path === 'x.ndjson' ? { ok: true, events: [{ a: 1 }, { a: 2 }] } : { ok: false, error: 'no' };
  const timed = 'any where host.name == "h" and @timestamp >= "2026-01-01T00:00:00.000Z"';
  expect(run(timed, file, reader)).toMatchObject([{ status: 'passed' }]);
});

test('now is the base of offsets and of date math', () => {
  const file = `
    now: 2026-05-01T12:00:00Z
    tests:
      - {name: fresh, events: [{at: -4m}], expect: alert}
      - {name: old, events: [{at: -6m}], expect: no alert}
  `;
  expect(run('any where @timestamp >= "now-5m"', file).map(({ status }) => status)).toEqual([
    'passed',
    'passed',
  ]);
});

test('a bug in one case is told, and the other cases run', () => {
  const written = `
    tests:
      - name: broken
        events_from: x.ndjson
        expect: no alert
      - name: fine
        events: [{event.category: process, process.name: cat}]
        expect: no alert
  `;
  const broken: EventsReader = () => {
    throw new TypeError('no such thing');
  };
  const [first, second] = run(query, written, broken);
  expect(first).toMatchObject({ name: 'broken', status: 'error', cause: 'internal' });
  expect(first?.message).toMatch(/^internal error: no such thing; This is a bug in Rulewright/);
  expect(second).toMatchObject({ name: 'fine', status: 'passed' });
});

test.each([
  [
    'FROM logs-* | WHERE a == "x" | EVAL b = 1 | KEEP b',
    'WHERE a == "x"  1 row in, 1 out; expected no alert, got 1 alert from events [0]',
  ],
  ['FROM logs-* | KEEP a', 'expected no alert, got 1 alert from events [0]'],
])('too many alerts of ES|QL are told by the last WHERE: %s', (text, message) => {
  const rule = ruleOf(text, 'esql');
  const file = testFileOf('tests: [{name: one, events: [{a: x}], expect: no alert}]');
  expect(runTestFile(rule, file, noFiles)[0]?.message).toBe(message);
});
