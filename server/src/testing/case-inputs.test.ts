import { describe, expect, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../test/helpers/check-tests.js';
import { dedent } from '../../../test/helpers/markers.js';
import { parseTestFile } from './parse-test-file.js';
import { type CaseOutcome, runTestFile } from './run-test-file.js';

const newTerms = ruleOf(
  'tag: x',
  'new_terms',
  `[rule.new_terms]
field = "new_terms_fields"
value = ["user.name"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"`,
);

const threatMatch = ruleOf(
  'tag: x',
  'threat_match',
  `threat_query = "*:*"
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "source.ip"
type = "mapping"
value = "threat.indicator.ip"`,
);

const query = ruleOf('tag: x', 'query');

/** The only case of a test file, of which the lines of the case are given. */
function outcomeOf(rule: typeof query, lines: string): CaseOutcome & { readonly text: string } {
  const text = `defaults: {tag: x}\ntests:\n  - name: a\n${dedent(lines).replace(/^(?=.)/gm, '    ')}`;
  const [outcome] = runTestFile(rule, testFileOf(text), (path) => ({ error: path }));
  return { ...outcome!, text };
}

describe('what a case gives a rule beside its events', () => {
  test.each([
    [
      'history',
      newTerms,
      `
      history: [{user.name: ann}]
      events: [{user.name: ann}, {user.name: bob}]
      expect: {events: [1]}
      `,
    ],
    [
      'indicators',
      threatMatch,
      `
      indicators: [{threat.indicator.ip: 192.0.2.1}]
      events: [{source.ip: 192.0.2.1}, {source.ip: 192.0.2.2}]
      expect: {events: [0]}
      `,
    ],
    [
      'no indicators',
      threatMatch,
      `
      events: [{source.ip: 192.0.2.1}]
      expect: no alert
      `,
    ],
    [
      'exceptions',
      query,
      `
      exceptions:
        - name: backup
          entries: [{field: user.name, operator: included, type: match_any, value: [ann, bob]}]
        - entries:
            - {field: host.name, type: wildcard, value: "build-*"}
            - {field: user.name, operator: excluded, type: match, value: eve}
      events: [{user.name: ann}, {user.name: eve, host.name: build-1}, {user.name: dan, host.name: build-1}]
      expect: {events: [1]}
      `,
    ],
    [
      'an exception that has expired when the case runs',
      query,
      `
      exceptions:
        - {expire_time: "2025-12-31T00:00:00Z", entries: [{field: tag, type: match, value: x}]}
      events: [{}]
      expect: alert
      `,
    ],
  ])('%s', (_, rule, lines) => {
    const { status, message } = outcomeOf(rule, lines);
    expect({ status, message }).toEqual({ status: 'passed', message: undefined });
  });

  test.each([
    [
      'history of another type of rule',
      query,
      'history: [{user.name: ann}]\nevents: []\nexpect: alert',
      'only rules of type new_terms look at "history"; this one is of type query',
      '{user.name: ann}',
    ],
    [
      'history that is not before the time that the rule looks at',
      newTerms,
      'history: [{at: 0s}]\nevents: [{}]\nexpect: alert',
      'event 0 of the history is not before 2025-12-31T23:54:00.000Z, where the time that the rule looks at begins; put it under "events"',
      '{at: 0s}',
    ],
    [
      'a time of an indicator',
      threatMatch,
      'indicators: [{at: soon}]\nevents: []\nexpect: alert',
      'indicator 0: "at" is not a time: "soon"; write an offset such as 0s, -5m or 1h30m, or an ISO 8601 time',
      '{at: soon}',
    ],
  ])('%s is an error with its place', (_, rule, lines, message, placed) => {
    const outcome = outcomeOf(rule, lines);
    expect(outcome).toMatchObject({ status: 'error', cause: 'input', message });
    expect(outcome.text.slice(outcome.place!.start, outcome.place!.end)).toBe(placed);
  });

  test('an exception that is a value list is not evaluated, which is no failure', () => {
    const lines = `
      exceptions: [{entries: [{field: user.name, type: list, list: {id: l, type: keyword}}]}]
      events: [{}]
      expect: no alert
    `;
    expect(outcomeOf(query, lines)).toMatchObject({
      status: 'todo',
      message: 'exception 1 uses a value list, which cannot be evaluated',
    });
  });

  test('the exception that keeps an event out is named', () => {
    const lines = `
      exceptions: [{name: backup, entries: [{field: user.name, type: match, value: ann}]}]
      events: [{user.name: ann}]
      expect: alert
    `;
    expect(outcomeOf(query, lines)).toMatchObject({
      status: 'failed',
      message:
        'user.name is "ann", which is excluded, so event 0 does not match: exception "backup": not user.name: "ann"; expected at least one alert, got no alert',
    });
  });

  test.each([
    ['events and anomalies', 'events: []\nanomalies: []', 'a case has either "events" or "anomalies"'],
    [
      'an indicator that is no map',
      'events: []\nindicators: [x]',
      'an indicator must be a map of fields and values',
    ],
    [
      'an exception without entries',
      'events: []\nexceptions: [{entries: [{field: a, type: exists}]}, {name: b}]',
      'exception "b" has no "entries"',
    ],
    ['exceptions that are no list', 'events: []\nexceptions: x', '"exceptions" must be a list'],
  ])('%s', (_, lines, message) => {
    const text = `tests:\n  - name: a\n    expect: alert\n${lines.replace(/^/gm, '    ')}`;
    expect(parseTestFile(text).problems.map((problem) => problem.message)).toEqual([message]);
  });
});
