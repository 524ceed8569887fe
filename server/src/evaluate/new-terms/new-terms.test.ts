import { describe, expect, test } from 'vitest';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { explainRaised } from '../explain/explain-raised.js';
import { raisedLines } from '../explain/raised.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { prepareRuleForEvents } from '../prepare/prepare-rule.js';
import { startRule } from '../run/run-rule.js';
import type { EventObject } from '../values/access.js';

const now = '2026-03-10T12:00:00Z';

/**
 * Prepares a rule for new values of the fields, over events with `tag: x`, with a window of ten minutes and a
 * history of seven days.
 */
function prepare(
  fields: string,
  events: readonly EventObject[],
  history: readonly EventObject[] = [],
  { start = 'now-7d', rest = '', at = now as string | null } = {},
): PreparedRule {
  const text = `[metadata]
[rule]
type = "new_terms"
language = "kuery"
query = 'tag: x'
from = "now-10m"
${rest}
[rule.new_terms]
field = "new_terms_fields"
value = ${fields}
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "${start}"
`;
  const prepared = prepareRuleForEvents(readRule(parseToml(text)), events, at ?? undefined, { history });
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return prepared;
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Creates an event at this distance before the run: `event('5m', {…})`. */
function event(before: string, fields: EventObject): EventObject {
  const milliseconds = Number(before.slice(0, -1)) * units[before.at(-1)!]!;
  return { '@timestamp': new Date(Date.parse(now) - milliseconds).toISOString(), tag: 'x', ...fields };
}

const host = (before: string, id: unknown): EventObject => event(before, { 'host.id': id });

interface Row {
  readonly fields?: string;
  readonly history?: readonly EventObject[];
  readonly events: readonly EventObject[];
  /** The keys and event of each alert. */
  readonly alerts: readonly (readonly [keys: readonly unknown[], event: number])[];
  readonly rest?: string;
}

const table: Readonly<Record<string, Row>> = {
  'without a history everything is new': { events: [host('5m', 'a')], alerts: [[['a'], 0]] },
  'what the history has is not new': {
    history: [host('3d', 'a')],
    events: [host('5m', 'a'), host('4m', 'b')],
    alerts: [[['b'], 1]],
  },
  'one alert for each new value, from its earliest event': {
    events: [host('3m', 'a'), host('5m', 'a'), host('4m', 'b')],
    alerts: [
      [['a'], 1],
      [['b'], 2],
    ],
  },
  'events before the window are history, too': {
    events: [host('2h', 'a'), host('5m', 'a')],
    alerts: [],
  },
  'what was seen before the history window is new again': {
    history: [host('8d', 'a')],
    events: [host('5m', 'a')],
    alerts: [[['a'], 0]],
  },
  'the first moment of the history window counts': {
    history: [host('7d', 'a')],
    events: [host('5m', 'a')],
    alerts: [],
  },
  'what was first seen at the start of the window is not new': { events: [host('10m', 'a')], alerts: [] },
  'what was first seen just behind the start is new': { events: [host('599s', 'a')], alerts: [[['a'], 0]] },
  'the history is searched with the same query': {
    history: [event('3d', { 'host.id': 'a', tag: 'y' })],
    events: [host('5m', 'a')],
    alerts: [[['a'], 0]],
  },
  'events after the run are not seen': { events: [host('-1m', 'a')], alerts: [] },
  'each element of an array is a term': {
    history: [host('3d', ['a', 'b'])],
    events: [host('5m', ['b', 'c', 'd'])],
    alerts: [
      [['c'], 0],
      [['d'], 0],
    ],
  },
  'a combination of known values is new': {
    fields: '["host.id", "user.name"]',
    history: [
      event('3d', { 'host.id': 'a', 'user.name': 'u' }),
      event('2d', { 'host.id': 'b', 'user.name': 'v' }),
    ],
    events: [
      event('5m', { 'host.id': 'a', 'user.name': 'u' }),
      event('4m', { 'host.id': 'a', 'user.name': 'v' }),
    ],
    alerts: [[['a', 'v'], 1]],
  },
  'several arrays make every combination': {
    fields: '["host.id", "user.name"]',
    history: [event('3d', { 'host.id': ['a', 'b'], 'user.name': 'u' })],
    events: [event('5m', { 'host.id': ['a', 'b'], 'user.name': ['u', 'v'] })],
    alerts: [
      [['a', 'v'], 0],
      [['b', 'v'], 0],
    ],
  },
  'an event without one of the fields is not looked at': {
    fields: '["host.id", "user.name"]',
    history: [event('3d', { 'host.id': 'a' })],
    events: [event('5m', { 'host.id': 'a' }), event('4m', { 'host.id': 'a', 'user.name': 'u' })],
    alerts: [[['a', 'u'], 1]],
  },
  'addresses in two forms are one value': {
    fields: '["source.ip"]',
    history: [event('3d', { 'source.ip': '2001:db8:0::1' })],
    events: [event('5m', { 'source.ip': '2001:db8::1' }), event('4m', { 'source.ip': '2001:db8::2' })],
    alerts: [[['2001:db8::2'], 1]],
  },
  'a multi-field without case has the values of its field': {
    fields: '["process.name.caseless"]',
    history: [event('3d', { 'process.name': 'CMD.exe' })],
    events: [event('5m', { 'process.name': 'cmd.exe' }), event('4m', { process: { name: 'Other' } })],
    alerts: [[['other'], 1]],
  },
  'the overriding time decides where an event belongs': {
    rest: 'timestamp_override = "event.ingested"',
    events: [
      event('3d', { 'host.id': 'a', 'event.ingested': '2026-03-10T11:55:00Z' }),
      event('5m', { 'host.id': 'b', 'event.ingested': '2026-03-09T12:00:00Z' }),
      event('5m', { 'host.id': 'c' }),
    ],
    alerts: [
      [['a'], 0],
      [['c'], 2],
    ],
  },
  'without the fallback an event needs the overriding time': {
    rest: 'timestamp_override = "event.ingested"\ntimestamp_override_fallback_disabled = true',
    events: [host('5m', 'c')],
    alerts: [],
  },
};

function alertsOf(prepared: PreparedRule, events: readonly EventObject[]): unknown[] {
  const run = startRule<number>(prepared);
  events.forEach((one, index) => {
    run.read(one, index);
  });
  return run
    .finish()
    .alerts.slice()
    .map(({ keys, events: members }) => [keys, ...members]);
}

describe('new_terms rules', () => {
  for (const [name, { fields = '["host.id"]', history, events, alerts, rest }] of Object.entries(table)) {
    test(name, () => {
      const prepared = prepare(fields, events, history, { ...(rest !== undefined && { rest }) });
      const found = alertsOf(prepared, events);
      expect([...found].sort()).toEqual([...alerts].sort());
    });
  }

  test('run at the time of the last event when nothing else is said, whether it matches or not', () => {
    const events = [host('3d', 'a'), event('2d', { tag: 'y' })];
    const prepared = prepare('["host.id"]', events, [], { at: null });
    expect(startRule(prepared).required).toBeUndefined();
    expect(alertsOf(prepared, events)).toEqual([]);
    expect(alertsOf(prepared, events.slice(0, 1))).toEqual([[['a'], 0]]);
  });

  test('tell which events have no value and which no time', () => {
    const events = [event('5m', {}), { tag: 'x', 'host.id': 'a' }, { tag: 'x', 'host.id': 'b' }];
    expect(explainRaised(prepare('["host.id"]', events, []), events)).toMatchObject({
      entries: [],
      notes: ['1 event matches the query without host.id', '2 events match the query without a time'],
    });
  });

  test('may know all since a day', () => {
    const start = '2026-03-08T00:00:00Z';
    const events = [host('5m', 'a'), host('5m', 'b')];
    const history = [event('36h', { 'host.id': 'a' }), host('5d', 'b')];
    for (const at of [now, null])
      expect(alertsOf(prepare('["host.id"]', events, history, { start, at }), events)).toEqual([[['b'], 1]]);
  });

  test('fail when they run before that day', () => {
    const prepared = prepare('["host.id"]', [], [], { start: '2030-01-01', at: null });
    const run = startRule<number>(prepared);
    run.read(host('5m', 'a'), 0);
    const { alerts, problem } = run.finish();
    expect([...alerts.slice(), problem?.message]).toEqual([
      'the history window starts at 2030-01-01, which is not before "from" (now-10m)',
    ]);
  });

  const broken: Readonly<Record<string, readonly [fields: string, start: string, message: string]>> = {
    'no fields': ['[]', 'now-7d', 'the "value" of the new terms is not a list of fields'],
    'a text field': [
      '["message"]',
      'now-7d',
      '"message" is [match_only_text], so events cannot be grouped or counted by it',
    ],
    'a text field by convention': [
      '["vendor.line", "vendor.line.text"]',
      'now-7d',
      '"vendor.line.text" is [match_only_text], so events cannot be grouped or counted by it',
    ],
    'four fields': [
      '["a", "b", "c", "d"]',
      'now-7d',
      'the new terms have 4 fields, but Kibana allows at most 3',
    ],
    'no start': ['["a"]', 'seven days', 'no "history_window_start" with a value such as now-7d'],
    'a start inside the window': [
      '["a"]',
      'now-5m',
      'the history window starts at now-5m, which is not before "from" (now-10m)',
    ],
    'a day inside the window': [
      '["a"]',
      '2026-03-10T11:55:00Z',
      'the history window starts at 2026-03-10T11:55:00Z, which is not before "from" (now-10m)',
    ],
  };
  for (const [name, [fields, start, message]] of Object.entries(broken)) {
    test(`cannot run with ${name}`, () => expect(() => prepare(fields, [], [], { start })).toThrow(message));
  }

  test('are explained by when values were first seen, new ones first', () => {
    const events = [
      host('5m', 'a'),
      host('4m', 'b'),
      host('4m', 'c'),
      host('10m', 'd'),
      host('2h', 'e'),
      host('-1h', 'f'),
      event('4m', {}),
    ];
    const history = [host('3d', 'a'), host('30d', 'c'), host('9d', 'g')];
    expect(raisedLines(explainRaised(prepare('["host.id"]', events, history), events)!)).toEqual([
      '✓ host.id="c": last seen 30 days ago, before the history window of 6 days, so it is new, event 2',
      '✓ host.id="b": never seen before, event 1',
      '✗ host.id="a": first seen 3 days ago, inside the history window of 6 days',
      '✗ host.id="d": first seen exactly at the start of the window, so it is not new',
      '✗ host.id="g": only seen 9 days ago, before the history window of 6 days',
      '✗ host.id="e": only seen 2 hours ago, before the window of 10 minutes',
      '✗ host.id="f": only seen after the end of the window, 2026-03-10T12:00:00.000Z',
      '  1 event matches the query without host.id',
    ]);
  });
});
