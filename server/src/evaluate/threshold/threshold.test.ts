import { describe, expect, test } from 'vitest';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { explainRaised } from '../explain/explain-raised.js';
import { raisedLines } from '../explain/raised.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { prepareRuleForEvents } from '../prepare/prepare-rule.js';
import { startRule } from '../run/run-rule.js';
import type { EventObject } from '../values/access.js';

/** Prepares a threshold rule over events with `tag: x`. */
function prepare(threshold: string, events: readonly EventObject[]): PreparedRule {
  const text = `[metadata]\n[rule]\ntype = "threshold"\nlanguage = "kuery"\nquery = 'tag: x'\n[rule.threshold]\n${threshold}\n`;
  const prepared = prepareRuleForEvents(readRule(parseToml(text)), events, undefined);
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return prepared;
}

const event = (fields: EventObject): EventObject => ({ tag: 'x', ...fields });

interface Row {
  readonly threshold: string;
  readonly events: readonly EventObject[];
  /** The keys and events of each alert. */
  readonly alerts: readonly (readonly [keys: readonly unknown[], ...events: number[]])[];
}

const byHost = 'field = ["host.id"]\nvalue = 2';

const table: Readonly<Record<string, Row>> = {
  'events with one value of a field': {
    threshold: byHost,
    events: [event({ 'host.id': 'a' }), event({ 'host.id': 'b' }), event({ host: { id: 'a' } })],
    alerts: [[['a'], 0, 2]],
  },
  'what the query does not find is not counted': {
    threshold: byHost,
    events: [event({ 'host.id': 'a' }), { tag: 'y', 'host.id': 'a' }],
    alerts: [],
  },
  'each element of an array is a group': {
    threshold: byHost,
    events: [
      event({ 'host.id': ['a', 'b'] }),
      event({ 'host.id': 'b' }),
      event({ 'host.id': ['b', 'a', 'a'] }),
    ],
    alerts: [
      [['a'], 0, 2],
      [['b'], 0, 1, 2],
    ],
  },
  'several arrays make every combination': {
    threshold: 'field = ["host.id", "user.name"]\nvalue = 2',
    events: [
      event({ 'host.id': ['a', 'b'], 'user.name': ['u', 'v'] }),
      event({ 'host.id': 'b', 'user.name': 'u' }),
      event({ 'host.id': 'a' }),
    ],
    alerts: [[['b', 'u'], 0, 1]],
  },
  'without a field all events are one group': {
    threshold: 'field = []\nvalue = 2',
    events: [event({}), { tag: 'y' }, event({})],
    alerts: [[[], 0, 2]],
  },
  'an empty name is no field': {
    threshold: 'field = ""\nvalue = 2',
    events: [event({}), event({})],
    alerts: [[[], 0, 1]],
  },
  'different values are counted': {
    threshold: `${byHost}\n[[rule.threshold.cardinality]]\nfield = "user.name"\nvalue = 2`,
    events: [
      event({ 'host.id': 'a', 'user.name': 'u' }),
      event({ 'host.id': 'a', 'user.name': 'u' }),
      event({ 'host.id': 'b', 'user.name': 'u' }),
      event({ 'host.id': 'b', 'user.name': ['u', 'v'] }),
    ],
    alerts: [[['b'], 2, 3]],
  },
  'only the first cardinality counts': {
    threshold: `${byHost}\ncardinality = [{ field = "user.name", value = 1 }, { field = "user.id", value = 9 }]`,
    events: [event({ 'host.id': 'a', 'user.name': 'u' }), event({ 'host.id': 'a' })],
    alerts: [[['a'], 0, 1]],
  },
  'addresses in two forms are one value': {
    threshold: 'field = ["source.ip"]\nvalue = 2',
    events: [event({ 'source.ip': '2001:db8::1' }), event({ 'source.ip': '2001:db8:0:0:0:0:0:1' })],
    alerts: [[['2001:db8::1'], 0, 1]],
  },
  'a multi-field without case has the values of its field': {
    threshold: 'field = ["process.name.caseless"]\nvalue = 2',
    events: [
      event({ 'process.name': 'Cmd.exe' }),
      event({ process: { name: 'cmd.EXE' } }),
      event({ 'process.name': 'b' }),
    ],
    alerts: [[['cmd.exe'], 0, 1]],
  },
  'so have values that are counted': {
    threshold: `${byHost}\n[[rule.threshold.cardinality]]\nfield = "process.name.caseless"\nvalue = 2`,
    events: [
      event({ 'host.id': 'a', 'process.name': 'X' }),
      event({ 'host.id': 'a', 'process.name': 'x' }),
      event({ 'host.id': 'b', 'process.name': 'X' }),
      event({ 'host.id': 'b', 'process.name': 'y' }),
    ],
    alerts: [[['b'], 2, 3]],
  },
  'five fields': {
    threshold: 'field = ["a", "b", "c", "d", "e"]\nvalue = 1',
    events: [event({ a: 1, b: 2, c: 3, d: 4, e: 5 })],
    alerts: [[[1, 2, 3, 4, 5], 0]],
  },
};

describe('threshold rules', () => {
  for (const [name, { threshold, events, alerts }] of Object.entries(table)) {
    test(name, () => {
      const run = startRule<number>(prepare(threshold, events));
      events.forEach((one, index) => {
        run.read(one, index);
      });
      const found = run.finish().alerts.slice();
      expect(found.map(({ keys, events: members }) => [keys, ...members])).toEqual(alerts);
    });
  }

  const broken: Readonly<Record<string, readonly [threshold: string, message: string]>> = {
    'no value': ['field = ["host.id"]', 'the "value" of the threshold must be 1 or more'],
    'a text field': [
      'field = ["message"]\nvalue = 2',
      '"message" is [match_only_text], so events cannot be grouped or counted by it',
    ],
    'a field that is not indexed': [
      'field = ["event.original"]\nvalue = 2',
      '"event.original" is not indexed, so events cannot be grouped or counted by it',
    ],
    'a multi-field of text': [
      'field = ["process.name.text"]\nvalue = 2',
      '"process.name.text" is [match_only_text], so events cannot be grouped or counted by it',
    ],
    'six fields': [
      'field = ["a", "b", "c", "d", "e", "f"]\nvalue = 2',
      'the threshold has 6 fields, but Kibana allows at most 5',
    ],
    'a field that is no text': [
      'field = [1]\nvalue = 2',
      'the "field" of the threshold is not a list of fields',
    ],
    'half a cardinality': [
      `${byHost}\n[[rule.threshold.cardinality]]\nvalue = 2`,
      '"cardinality" of the threshold needs a field and a value',
    ],
  };
  for (const [name, [threshold, message]] of Object.entries(broken)) {
    test(name, () => expect(() => prepare(threshold, [])).toThrow(message));
  }

  test('are explained by group, the nearest first', () => {
    const threshold =
      'field = ["host.id"]\nvalue = 3\n[[rule.threshold.cardinality]]\nfield = "user.name"\nvalue = 2';
    const member = (host: string, user: string): EventObject => event({ 'host.id': host, 'user.name': user });
    const events = [
      member('a', 'u'),
      member('b', 'u'),
      member('b', 'v'),
      member('c', 'u'),
      member('c', 'u'),
      member('c', 'u'),
      member('d', 'u'),
      member('d', 'v'),
      member('d', 'v'),
      event({ 'user.name': 'u' }),
    ];
    expect(raisedLines(explainRaised(prepare(threshold, events), events)!)).toEqual([
      '✓ 3 events for host.id="d", with 2 values of user.name',
      '✗ 2 of 3 events for host.id="b"; needs 3, with 2 values of user.name',
      '✗ 3 events for host.id="c", with only 1 of 2 values of user.name',
      '✗ 1 of 3 events for host.id="a"; needs 3, with only 1 of 2 values of user.name',
      '  1 event matches the query without host.id',
    ]);
  });
});
