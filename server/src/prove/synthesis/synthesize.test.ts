import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../../test/helpers/check-tests.js';
import { loadEcsCatalogue } from '../../fields/ecs.js';
import { createInventory } from '../../fields/inventory/create-inventory.js';
import { withLearnedFields } from '../../fields/inventory/learned-catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { synthesize } from './synthesize.js';
import type { SynthesisRequest } from './synthesized.js';

const both: SynthesisRequest = { match: true, nearMisses: true, eachValue: false, seed: 0 };

/** Returns a rule's cases, one per line: the name with its events, and the failures. */
function linesOf(rule: Rule, request: Partial<SynthesisRequest> = {}): string[] {
  const { cases, failures } = synthesize(rule, { ...both, ...request });
  const shown = (events: readonly object[] = []): string =>
    events.map((event) => JSON.stringify(event)).join(' ');
  return [
    ...cases.map(({ name, events, history, indicators }) =>
      [
        `${name}: ${shown(events)}`,
        ...(history ? [`history ${shown(history)}`] : []),
        ...(indicators ? [`indicators ${shown(indicators)}`] : []),
      ].join(', '),
    ),
    ...failures.map(({ name, reason }) => `${name}: ✗ ${reason}`),
  ];
}

/** Returns the event that matches a query. */
function matchOf(query: string, type = 'eql'): unknown {
  const { cases } = synthesize(ruleOf(query, type), { ...both, nearMisses: false });
  return cases[0]?.events[0];
}

test('values that a condition leaves open are those of the data', () => {
  const counts = (values: Readonly<Record<string, number>>) => new Map(Object.entries(values));
  const inventory = createInventory([
    {
      name: 'logs-doors-default',
      kind: 'index',
      documents: 9,
      fields: new Map([
        ['door.name', { type: 'keyword', documents: 9, values: counts({ gate: 5, garage: 4 }) }],
        ['door.floor', { type: 'long', documents: 9, values: counts({ 7: 9 }) }],
        ['source.ip', { type: 'ip', documents: 9, values: counts({ '198.51.100.77': 9 }) }],
      ]),
    },
  ]);
  const fields = withLearnedFields(loadEcsCatalogue(), inventory, ['logs-doors-*']);
  const query =
    'any where door.name != null and door.name != "gate" and door.floor != null and source.ip != null';
  const { cases } = synthesize(ruleOf(query), { ...both, nearMisses: false }, fields);
  expect(cases[0]?.events[0]).toEqual({
    'door.name': 'garage',
    'door.floor': 7,
    'source.ip': '198.51.100.77',
  });
});

describe('an event that matches has the fields of the query and no other', () => {
  test.each<[query: string, event: object]>([
    ['any where process.name == "a"', { 'process.name': 'a' }],
    ['any where process.name : ("b*", "a")', { 'process.name': 'b' }],
    [
      'any where process.name like "*a*" and process.name like "b*" and process.name like "*c"',
      { 'process.name': 'b a c' },
    ],
    ['any where process.name like "a?c" and not process.name like "aac"', { 'process.name': 'abc' }],
    ['any where process.pid > 4 and process.pid < 6', { 'process.pid': 5 }],
    ['any where cidrMatch(source.ip, "10.0.0.0/8") and source.ip != "10.0.0.0"', { 'source.ip': '10.0.0.7' }],
    ['any where process.name regex "[0-9]{3}x+"', { 'process.name': '111x' }],
    ['any where process.name == null and user.name != null', { 'user.name': 'ann' }],
    ['any where not process.name : "a*" or true', {}],
    ['any where length(process.name) == 12', { 'process.name': 'aaaaaaaaaaaa' }],
    ['any where endsWith(process.name, "b") and startsWith(process.name, "a")', { 'process.name': 'a b' }],
    ['any where process.args == "a" and process.args == "b"', { 'process.args': ['a', 'b'] }],
    ['any where (process.name == "a" and process.name == "b") or user.name == "c"', { 'user.name': 'c' }],
  ])('%s', (query, event) => {
    if (query.includes('like "aac"')) {
      // The first matching character is used, so this one is not found.
      expect(matchOf(query)).toBeUndefined();
      return;
    }
    expect(matchOf(query)).toEqual(event);
  });

  test('in KQL, words and nested objects as well', () => {
    expect(matchOf('process.name: (a or b) and not user.name: root', 'query')).toEqual({
      'process.name': 'a',
    });
  });
});

test('a near miss fails one condition and meets the others', () => {
  expect(linesOf(ruleOf('process where process.name == "a" and not user.name : ("b", "c*")'))).toEqual([
    'match: {"event.category":"process","process.name":"a"}',
    'fails process: {"event.category":"api","process.name":"a"}',
    'fails process.name == "a": {"event.category":"process","process.name":"tool"}',
    'fails not user.name : ("b", "c*"): {"event.category":"process","process.name":"a","user.name":"b"}',
  ]);
});

test('what no event can do is said', () => {
  expect(
    linesOf(
      ruleOf(
        'any where process.name == "a" and process.name == "b" and process.pid == 1 and process.pid == 2 and false',
      ),
    ),
  ).toEqual(['match: ✗ no event was found']);
});

test('a match for each value of a list', () => {
  expect(
    linesOf(ruleOf('any where process.name in ("a", "b")'), { nearMisses: false, eachValue: true }),
  ).toEqual([
    'match: {"process.name":"a"}',
    'a in process.name in ("a", "b"): {"process.name":"a"}',
    'b in process.name in ("a", "b"): {"process.name":"b"}',
  ]);
});

test('a sequence: in time, and late, in a different order, with another key, ended', () => {
  const query =
    'sequence by user.name with maxspan=3s [any where event.action == "a"] [any where event.action == "b"] until [any where event.action == "c"]';
  expect(linesOf(ruleOf(query))).toEqual([
    'match: {"at":"0s","event.action":"a","user.name":"ann"} {"at":"1s","user.name":"ann","event.action":"b"}',
    'step 1 fails event.action == "a": {"at":"0s","user.name":"ann","event.action":"action-1"} {"at":"1s","user.name":"ann","event.action":"b"}',
    'step 2 fails event.action == "b": {"at":"0s","event.action":"a","user.name":"ann"} {"at":"1s","user.name":"ann","event.action":"action-1"}',
    'later than maxspan by 1 ms: {"at":"0s","event.action":"a","user.name":"ann"} {"at":"3001ms","user.name":"ann","event.action":"b"}',
    'the steps in a different order: {"at":"0s","user.name":"ann","event.action":"b"} {"at":"1s","event.action":"a","user.name":"ann"}',
    'until in between: {"at":"0s","event.action":"a","user.name":"ann"} {"at":"500ms","user.name":"ann","event.action":"c"} {"at":"1s","user.name":"ann","event.action":"b"}',
    'different user.name: {"at":"0s","event.action":"a","user.name":"ann"} {"at":"1s","user.name":"bob","event.action":"b"}',
  ]);
});

test('a threshold: as many events as it needs, and one less', () => {
  const rule = ruleOf(
    'event.action: a',
    'threshold',
    '[rule.threshold]\nfield = ["user.name"]\nvalue = 2\n[[rule.threshold.cardinality]]\nfield = "host.name"\nvalue = 2',
  );
  expect(linesOf(rule)).toEqual([
    'match: {"event.action":"a","user.name":"ann","host.name":"web-1"} {"event.action":"a","user.name":"ann","host.name":"db-1"}',
    'fails event.action: a: {"event.action":"action-1","user.name":"ann","host.name":"web-1"} {"event.action":"action-1","user.name":"ann","host.name":"db-1"}',
    'one event too few: {"event.action":"a","user.name":"ann","host.name":"web-1"}',
    'too few values of host.name: {"event.action":"a","user.name":"ann","host.name":"web-1"} {"event.action":"a","user.name":"ann","host.name":"web-1"}',
    'different user.name: {"event.action":"a","user.name":"ann","host.name":"web-1"} {"event.action":"a","user.name":"bob","host.name":"db-1"}',
  ]);
});

test('new terms: known terms raise no alert, unless that was before the history', () => {
  const rule = ruleOf(
    'event.action: a',
    'new_terms',
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"',
  );
  expect(linesOf(rule, { match: false }).slice(1)).toEqual([
    'known terms: {"event.action":"a","user.name":"ann"}, history {"event.action":"a","user.name":"ann"}',
    'terms known since the start of the history: {"event.action":"a","user.name":"ann"}, history {"at":"2025-12-25T00:01:00.000Z","event.action":"a","user.name":"ann"}',
    'terms known only before the history: {"event.action":"a","user.name":"ann"}, history {"at":"2025-12-24T23:59:00.000Z","event.action":"a","user.name":"ann"}',
  ]);
});

test('indicators: without one that has the value there is no alert', () => {
  const rule = ruleOf(
    'event.action: a',
    'threat_match',
    'threat_query = "*:*"\nthreat_index = ["logs-ti_*"]\n[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "source.ip"\ntype = "mapping"\nvalue = "threat.indicator.ip"',
  );
  const lines = linesOf(rule);
  expect(lines[0]).toBe(
    'match: {"event.action":"a","source.ip":"192.0.2.1"}, indicators {"threat.indicator.ip":"192.0.2.1"}',
  );
  expect(lines.slice(2)).toEqual([
    'no indicator: {"event.action":"a","source.ip":"192.0.2.1"}, indicators ',
    'an indicator with a different threat.indicator.ip: {"event.action":"a","source.ip":"192.0.2.1"}, indicators {"threat.indicator.ip":"192.0.2.2"}',
  ]);
});

test('ES|QL: an event for rows, as many as a group needs', () => {
  expect(
    linesOf(ruleOf('from logs-* metadata _id | where process.name == "a" and process.pid > 4', 'esql'))[0],
  ).toContain('"process.name":"a"');
  const grouped = ruleOf(
    'from logs-* | where event.action == "a" | stats n = count_distinct(host.name) by user.name | where n >= 3',
    'esql',
  );
  const { cases } = synthesize(grouped, both);
  expect(cases.map(({ name, events }) => `${name} ${events.length}`)).toEqual([
    'match 3',
    'fewer events 2',
    'fails event.action == "a" 3',
    'fails n >= 3 3',
  ]);
});

test('ES|QL: a comparison of two fields makes no event, and ends', () => {
  const rule = ruleOf('from logs-* metadata _id | where starts_with(process.name, process.title)', 'esql');
  expect(linesOf(rule)[0]).toMatch(/^match: ✗ /);
});

test('the same seed gives the same events, another seed others', () => {
  const rule = ruleOf(
    'sequence by user.name [any where event.action == "a"] [any where event.action == "b"]',
  );
  expect(linesOf(rule, { seed: 1 })).toEqual(linesOf(rule, { seed: 1 }));
  expect(linesOf(rule, { seed: 1 })).not.toEqual(linesOf(rule));
});

test('a rule that cannot be run says why', () => {
  expect(linesOf(ruleOf('process where ('))).toEqual([expect.stringMatching(/^match: ✗ /)]);
});
