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
threat_index = ["logs-ti_*"]
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "source.ip"
type = "mapping"
value = "threat.indicator.ip"`,
);

const query = ruleOf('tag: x', 'query');

const esql = (commands: string) => ruleOf(`from logs-* | ${commands}`, 'esql');

/** Returns the outcome of a test file's only case, from the given lines. */
function outcomeOf(rule: typeof query, lines: string): CaseOutcome & { readonly text: string } {
  const text = `defaults: {tag: x}\ntests:\n  - name: a\n${dedent(lines).replace(/^(?=.)/gm, '    ')}`;
  const [outcome] = runTestFile(rule, testFileOf(text), (path) => ({ ok: false, error: path }));
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
      'an indicator that says that it is in another index',
      threatMatch,
      `
      indicators: [{_index: filebeat-8.1, threat.indicator.ip: 192.0.2.1}]
      events: [{source.ip: 192.0.2.1}]
      expect: no alert
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
            - {field: host.name, operator: included, type: wildcard, value: "build-*"}
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
        - {expire_time: "2025-12-31T00:00:00Z", entries: [{field: tag, operator: included, type: match, value: x}]}
      events: [{}]
      expect: alert
      `,
    ],
    [
      'a lookup table',
      esql(
        'where tag == "x" | lookup join list on user.name | where reason == "left" | keep user.name, reason',
      ),
      `
      tables: {list: [{user: {name: ann}, reason: left}, {user.name: bob, reason: [left, right]}]}
      events: [{user.name: ann}, {user.name: bob}, {user.name: eve}]
      expect: {rows: [{user.name: ann, reason: left}]}
      `,
    ],
    [
      'an enrich policy, whose first field is matched, with the types of ECS',
      esql('enrich networks on source.ip with name | where name is not null | keep name'),
      `
      tables: {networks: [{source.ip: "::ffff:192.0.2.1", name: lab}]}
      events: [{source.ip: 192.0.2.1}, {source.ip: 192.0.2.2}]
      expect: {rows: [{name: lab}]}
      `,
    ],
    [
      'an answer for each row',
      esql(
        'completion verdict = user.name with {"inference_id": "m"} | where verdict == "bad" | keep user.name',
      ),
      `
      answers: [bad, good]
      events: [{user.name: ann}, {user.name: bob}]
      expect: {rows: [{user.name: ann}]}
      `,
    ],
    [
      'one answer for all rows',
      esql('completion user.name with {"inference_id": "m"} | where completion == "bad" | keep user.name'),
      `
      answers: bad
      events: [{user.name: ann}, {user.name: bob}]
      expect: 2
      `,
    ],
  ])('%s', (_, rule, lines) => {
    const { status, message } = outcomeOf(rule, lines);
    expect({ status, message }).toEqual({ status: 'passed', message: undefined });
  });

  test('a row that is put to the model needs an answer', () => {
    const rule = esql('completion user.name with {"inference_id": "m"} | keep completion');
    const events = 'events: [{user.name: ann}, {user.name: bob}]\nexpect: alert';
    expect(outcomeOf(rule, events)).toMatchObject({
      status: 'error',
      message: 'a row is sent to the language model: put its answer under "answers"',
    });
    expect(outcomeOf(rule, `answers: [x]\n${events}`)).toMatchObject({
      status: 'error',
      message: 'row 2 is sent to the language model, but there is only 1 answer',
    });
    expect(outcomeOf(rule, 'events: []\nexpect: no alert')).toMatchObject({ status: 'passed' });
  });

  test.each([
    [
      'tables of another type of rule',
      query,
      'tables: {a: [{b: c}]}\nevents: []\nexpect: alert',
      'only rules of type esql use "tables", but this rule is of type query',
      '{b: c}',
    ],
    [
      'a file of a table that cannot be read',
      esql('lookup join list on a | keep a'),
      'tables: {list: gone.ndjson}\nevents: [{a: b}]\nexpect: alert',
      'gone.ndjson',
      'gone.ndjson',
    ],
    [
      'history of another type of rule',
      query,
      'history: [{user.name: ann}]\nevents: []\nexpect: alert',
      'only rules of type new_terms use "history", but this rule is of type query',
      '{user.name: ann}',
    ],
    [
      'history that is not before the time that the rule looks at',
      newTerms,
      'history: [{at: 0s}]\nevents: [{}]\nexpect: alert',
      'event 0 of the history is not before 2025-12-31T23:54:00.000Z, where the time window of the rule starts; put it under "events"',
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
      exceptions: [{entries: [{field: user.name, operator: included, type: list, list: {id: l, type: keyword}}]}]
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
      exceptions: [{name: backup, entries: [{field: user.name, operator: included, type: match, value: ann}]}]
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
      'events: []\nexceptions: [{entries: [{field: a, operator: included, type: exists}]}, {name: b}]',
      'exception "b" has no "entries"',
    ],
    ['exceptions that are no list', 'events: []\nexceptions: x', '"exceptions" must be a list'],
  ])('%s', (_, lines, message) => {
    const text = `tests:\n  - name: a\n    expect: alert\n${lines.replace(/^/gm, '    ')}`;
    expect(parseTestFile(text).problems.map((problem) => problem.message)).toEqual([message]);
  });
});

describe('faults of exceptions stand at their places, with the number of the exception', () => {
  const fine = 'field: a, operator: included, type: exists';
  test.each<[exceptions: string, ...faults: (readonly [message: string, placed: string])[]]>([
    [
      `[{entries: [{${fine}}]}, 5, {entries: []}, {name: n, entries: x}, {}]`,
      ['an exception must be a map of fields and values', '5'],
      ['exception 3 has no "entries"', '[]'],
      ['exception "n" has no "entries"', 'x'],
      ['exception 5 has no "entries"', '{}'],
    ],
    [
      '[{entries: [{field: a, operator: includes, type: foo}, {type: match, operator: excluded, value: 1}]}]',
      ['exception 1 has the unknown operator "includes"; use included or excluded', 'includes'],
      [
        'exception 1 has an entry of the unknown type "foo"; use match, match_any, exists, wildcard, nested, list',
        'foo',
      ],
      ['exception 1 has an entry without "field"', '{type: match, operator: excluded, value: 1}'],
    ],
    [
      '[{entries: [{field: a, type: exists}]}]',
      ['exception 1 has an entry without "operator"; use included or excluded', '{field: a, type: exists}'],
    ],
    [
      `[{os_types: [linux, foo], expire_time: never, entries: [{${fine}}]}, {os_types: linux, entries: [{${fine}}]}]`,
      ['exception 1 has an invalid "expire_time": "never"', 'never'],
      ['exception 1 has the unknown operating system "foo"; use linux, macos, windows', 'foo'],
      ['exception 2 has an "os_types" that is not a list', 'linux'],
    ],
    [
      '[{entries: [{field: o, type: nested, entries: [{field: a, operator: included, type: match}, 3]}]}]',
      ['exception 1 has an entry without "value"', '{field: a, operator: included, type: match}'],
      ['exception 1 has an entry that is not a map', '3'],
    ],
    [
      '[{entries: [{field: a, operator: included, type: match_any, value: [x, [y]]}]}]',
      ['exception 1 has an entry without "value"', '[y]'],
    ],
  ])('%s', (exceptions, ...faults) => {
    const text = `tests:\n  - name: a\n    expect: alert\n    events: []\n    exceptions: ${exceptions}`;
    const told = parseTestFile(text).problems.map(({ message, span }) => [
      message,
      text.slice(span.start, span.end),
    ]);
    expect(told).toEqual(faults);
  });
});

describe('a case of which something cannot be read is an error, also where it would pass', () => {
  test.each<[title: string, head: string, lines: string, placed: string]>([
    ['the time of the file', 'now: yesterday\n', 'events: []', 'yesterday'],
    ['defaults', 'defaults: [1]\n', 'events: []', '[1]'],
    ['events', '', 'events: {a: 1}', '{a: 1}'],
    ['one of the events', '', 'events: [{a: 1}, x]', 'x'],
    ['exceptions', '', 'events: []\nexceptions: {a: 1}', '{a: 1}'],
    ['indicators', '', 'events: []\nindicators: x', 'x'],
    ['history', '', 'events: []\nhistory: [5]', '5'],
    ['anomalies', '', 'anomalies: 7', '7'],
    ['two kinds of events', '', 'events: []\nanomalies: []', 'anomalies'],
    ['no events', '', 'todo: later', 'name'],
  ])('%s', (_, head, lines, placed) => {
    const text = `${head}tests:\n  - name: a\n    expect: no alert\n${lines.replace(/^/gm, '    ')}\n`;
    const file = parseTestFile(text);
    const [outcome] = runTestFile(query, file, (path) => ({ ok: false, error: path }));
    const [problem] = file.problems;
    expect(outcome).toMatchObject({ status: 'error', cause: 'input', message: problem?.message });
    expect(text.slice(outcome!.place!.start, outcome!.place!.end)).toBe(placed);
  });

  test('the others run', () => {
    const text = `tests:
  - {name: a, expect: no alert, events: x}
  - {name: b, expect: no alert, events: []}
  - {name: c, nmae: d, expect: no alert, events: []}
`;
    const outcomes = runTestFile(query, parseTestFile(text), (path) => ({ ok: false, error: path }));
    expect(outcomes.map(({ status }) => status)).toEqual(['error', 'passed', 'passed']);
  });
});
