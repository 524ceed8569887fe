import { describe, expect, test } from 'vitest';
import { at, now, runEngine as run } from '../../../../test/helpers/engine-runs.js';
import type { RuleInputs } from '../prepare/rule-inputs.js';
import type { EventObject } from '../values/access.js';

/** The fields of the only alert. */
function fieldsOf(
  keys: string,
  events: readonly EventObject[],
  inputs: RuleInputs = {},
  time?: string,
): object | undefined {
  return run(keys, events, inputs, time).result?.alerts.slice()[0]?.fields;
}

const severity = (field: string, value: string, severity: string): string =>
  `[[rule.severity_mapping]]\nfield = "${field}"\noperator = "equals"\nvalue = "${value}"\nseverity = "${severity}"\n`;

describe('what an alert says', () => {
  test('the rule, when nothing is mapped', () => {
    expect(fieldsOf('rule_id = "r"\nbuilding_block_type = "default"', [at('11:59:00')])).toEqual({
      'kibana.alert.rule.name': 'A rule',
      'kibana.alert.rule.rule_id': 'r',
      'kibana.alert.severity': 'low',
      'kibana.alert.risk_score': 21,
      'kibana.alert.original_time': '2026-03-10T11:59:00.000Z',
      'kibana.alert.building_block_type': 'default',
    });
  });

  test.each<[string, string, EventObject, string]>([
    ['a value', severity('user.name', 'root', 'high'), { user: { name: 'root' } }, 'high'],
    ['another value', severity('user.name', 'root', 'high'), { user: { name: 'ann' } }, 'low'],
    [
      'one of several values',
      severity('user.name', 'root', 'high'),
      { user: { name: ['ann', 'root'] } },
      'high',
    ],
    [
      'the highest of several',
      severity('user.name', 'root', 'critical') + severity('tag', 'x', 'medium'),
      { user: { name: 'root' } },
      'critical',
    ],
    [
      'the severity of the event, as a number',
      severity('event.severity', '73', 'high'),
      { event: { severity: 73 } },
      'high',
    ],
    [
      'the severity of the event, of which the rule has a broken number',
      severity('event.severity', '73.9', 'high'),
      { event: { severity: [1, 73] } },
      'high',
    ],
    [
      'a severity of the event that is no whole number',
      severity('event.severity', '73', 'high'),
      { event: { severity: 73.5 } },
      'low',
    ],
    [
      'a severity of the event that is text',
      severity('event.severity', '73', 'high'),
      { event: { severity: '73' } },
      'low',
    ],
    ['a number in another field', severity('process.pid', '4', 'high'), { process: { pid: 4 } }, 'high'],
    ['a broken number', severity('system.load', '0.5', 'high'), { system: { load: 0.5 } }, 'low'],
    ['true or false', severity('process.signed', 'true', 'high'), { process: { signed: true } }, 'low'],
  ])('its severity after %s', (_, keys, event, expected) => {
    expect(fieldsOf(keys, [event])).toMatchObject({ 'kibana.alert.severity': expected });
  });

  const risk = '[[rule.risk_score_mapping]]\nfield = "event.risk_score"\noperator = "equals"\nvalue = ""\n';
  test.each<[string, unknown, number]>([
    ['a number', 88.5, 88.5],
    ['a number in a string', '88', 88],
    ['the highest of a list', [3, 50, 9], 50],
    ['what is no number', 'high', 21],
    ['an empty string', '', 21],
    ['more than 100', 101, 21],
    ['nothing', undefined, 21],
  ])('its risk score after %s', (_, score, expected) => {
    expect(fieldsOf(risk, [{ event: { risk_score: score } }])).toMatchObject({
      'kibana.alert.risk_score': expected,
    });
  });

  test.each<[string, unknown, string]>([
    ['a string', 'Worm found', 'Worm found'],
    ['several', ['a', 'b'], 'A rule'],
    ['a list of one', ['Worm found'], 'A rule'],
    ['a number', 3, 'A rule'],
    ['nothing', undefined, 'A rule'],
  ])('its name after %s', (_, message, expected) => {
    expect(fieldsOf('rule_name_override = "message"', [{ message }])).toMatchObject({
      'kibana.alert.rule.name': expected,
    });
  });

  test('of a threshold: the group, of which alone severities can be mapped', () => {
    const keys = `type = "threshold"
from = "now-10m"
[rule.threshold]
field = ["host.name"]
value = 2
[[rule.threshold.cardinality]]
field = "user.name"
value = 2
${severity('host.name', 'a', 'high')}${severity('tag', 'x', 'critical')}`;
    const events = ['u', 'v', 'u'].map((name, index) =>
      at(`11:5${8 - index}:00`, { host: { name: 'a' }, user: { name } }),
    );
    expect(fieldsOf(keys, events, {}, now)).toMatchObject({
      'kibana.alert.severity': 'high',
      'kibana.alert.original_time': '2026-03-10T11:58:00.000Z',
      'kibana.alert.threshold_result': {
        terms: [{ field: 'host.name', value: 'a' }],
        cardinality: [{ field: 'user.name', value: 2 }],
        count: 3,
        from: '2026-03-10T11:56:00.000Z',
      },
    });
    expect(Object.keys(fieldsOf(keys, events, {}, now)!)).not.toContain('kibana.alert.suppression.terms');
    const suppressed = `${keys}[rule.alert_suppression]\nduration = {value = 5, unit = "h"}\n`;
    expect(fieldsOf(suppressed, events, {}, now)).toMatchObject({
      'kibana.alert.suppression.terms': [{ field: 'host.name', value: 'a' }],
      'kibana.alert.suppression.docs_count': 2,
      'kibana.alert.suppression.start': '2026-03-10T11:56:00.000Z',
      'kibana.alert.suppression.end': '2026-03-10T11:58:00.000Z',
    });
  });

  test('of new terms: the values', () => {
    const keys = `type = "new_terms"
[rule.new_terms]
field = "new_terms_fields"
value = ["host.name", "user.name"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"`;
    const event = { host: { name: 'a' }, user: { name: 'u' } };
    expect(fieldsOf(keys, [event])).toMatchObject({ 'kibana.alert.new_terms': ['a', 'u'] });
    const earlier = { tag: 'x', '@timestamp': '2026-03-08T00:00:00Z', ...event };
    expect(fieldsOf(keys, [event], { history: [earlier] })).toBeUndefined();
  });

  test('of indicators: what they say', () => {
    const keys = `type = "threat_match"
threat_query = "*:*"
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "source.ip"
type = "mapping"
value = "threat.indicator.ip"`;
    const indicators = [{ _id: 'i', threat: { indicator: { ip: '192.0.2.1', provider: 'p' } } }];
    expect(fieldsOf(keys, [{ source: { ip: '192.0.2.1' } }], { indicators })).toMatchObject({
      'threat.enrichments': [
        {
          indicator: { ip: '192.0.2.1', provider: 'p' },
          matched: { atomic: '192.0.2.1', field: 'source.ip', id: 'i', type: 'indicator_match_rule' },
        },
      ],
    });
  });

  test('of indicators in threat_index only', () => {
    const keys = `type = "threat_match"
threat_query = "*:*"
threat_index = ["logs-ti_*"]
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "source.ip"
type = "mapping"
value = "threat.indicator.ip"`;
    const raised = (_index: string): object | undefined =>
      fieldsOf(keys, [{ source: { ip: '192.0.2.1' } }], {
        indicators: [{ _index, 'threat.indicator.ip': '192.0.2.1' }],
      });
    expect(raised('logs-ti_x')).toBeDefined();
    expect(raised('logs-x')).toBeUndefined();
  });

  test('of a sequence: what the rule says, whatever its events have alike', () => {
    const keys = `type = "eql"
language = "eql"
query = 'sequence [any where a == 1] [any where a == 2]'
rule_name_override = "message"
${severity('user.name', 'root', 'high')}`;
    const step = (a: number, time: string): EventObject =>
      at(time, { a, user: { name: 'root' }, message: `${a}` });
    expect(fieldsOf(keys, [step(1, '11:59:00'), step(2, '11:59:30')])).toMatchObject({
      'kibana.alert.rule.name': 'A rule',
      'kibana.alert.severity': 'low',
      'kibana.alert.original_time': '2026-03-10T11:59:00.000Z',
    });
  });
});

describe('what an alert of a row in ES|QL says', () => {
  const esql = (query: string): string =>
    `type = "esql"\nlanguage = "esql"\nquery = '${query}'\nfrom = "now-1h"\nrule_name_override = "user.name"\n`;
  const events = [at('11:50:00', { _id: '1', user: { name: 'ann', id: 7 }, level: 'a' })];

  test.each<[string, string, string, string | undefined]>([
    ['the field of its document', 'FROM * METADATA _id | KEEP _id', 'ann', '11:50:00'],
    [
      'a column over the field',
      'FROM * METADATA _id | EVAL user.name = "bob" | KEEP _id, user.name',
      'bob',
      '11:50:00',
    ],
    ['nothing of a document without "_id"', 'FROM * | KEEP level', 'A rule', undefined],
    ['a column of a group', 'FROM * | STATS n = COUNT(*) BY user.name', 'ann', undefined],
    ['nothing of the events of a group', 'FROM * | STATS n = COUNT(*) BY level', 'A rule', undefined],
    [
      'the time of a group that is a column',
      'FROM * | STATS @timestamp = MAX(@timestamp) BY user.name',
      'ann',
      '11:50:00',
    ],
  ])('%s', (_, query, name, time) => {
    const fields = fieldsOf(esql(query), events, {}, now) as Readonly<Record<string, unknown>>;
    expect(fields['kibana.alert.rule.name']).toBe(name);
    expect(fields['kibana.alert.original_time']).toBe(time && `2026-03-10T${time}.000Z`);
  });
});
