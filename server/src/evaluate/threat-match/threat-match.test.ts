import { describe, expect, test } from 'vitest';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { explainRaised } from '../explain/explain-raised.js';
import { raisedLines } from '../explain/raised.js';
import type { PreparedRule } from '../prepare/prepare-query.js';
import { prepareRuleForEvents } from '../prepare/prepare-rule.js';
import type { SourceLimits } from '../prepare/rule-inputs.js';
import { type Alert, startRule } from '../run/run-rule.js';
import type { EventObject } from '../values/access.js';

/** Groups of entries, each `field=indicator field`, negated with `!=`. */
function mappingText(groups: readonly (readonly string[])[]): string {
  const entry = (written: string): string => {
    const [, field, negated, value] = /^(.+?)(!?)=(.+)$/.exec(written)!;
    return `[[rule.threat_mapping.entries]]\nfield = "${field}"\ntype = "mapping"\nvalue = "${value}"\n${negated ? 'negate = true\n' : ''}`;
  };
  return groups.map((group) => `[[rule.threat_mapping]]\n${group.map(entry).join('')}`).join('');
}

/** Prepares a rule that compares events with `tag: x` with indicators that are at most 30 days old. */
function prepare(
  groups: readonly (readonly string[])[],
  indicators: readonly EventObject[] | undefined,
  rest = '',
  limits: SourceLimits = {},
): PreparedRule {
  const text = `[metadata]
[rule]
type = "threat_match"
language = "kuery"
query = 'tag: x'
threat_query = '@timestamp >= "now-30d/d" and not labels.off: true'
threat_index = ["logs-ti_*"]
${rest}
${mappingText(groups)}`;
  const inputs = { limits, ...(indicators && { indicators }) };
  const prepared = prepareRuleForEvents(readRule(parseToml(text)), [], '2026-03-10T12:00:00Z', inputs);
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return prepared;
}

const indicator = (fields: EventObject): EventObject => ({ '@timestamp': '2026-03-09T00:00:00Z', ...fields });
const event = (fields: EventObject): EventObject => ({ tag: 'x', ...fields });

function alertsOf(prepared: PreparedRule, events: readonly EventObject[]): Alert<number>[] {
  const run = startRule<number>(prepared);
  events.forEach((one, index) => {
    run.read(one, index);
  });
  return run.finish().alerts.slice();
}

interface Row {
  readonly groups: readonly (readonly string[])[];
  readonly indicators: readonly EventObject[];
  readonly events: readonly EventObject[];
  /** The event of each alert, with the indicators and fields that match. */
  readonly alerts: readonly (readonly [event: number, ...matches: string[]])[];
}

const url = ['url.full=threat.indicator.url.full'];
const urlAndAddress = [...url, 'source.ip=threat.indicator.ip'];
const ioc = (fields: EventObject): EventObject => indicator({ threat: { indicator: fields } });

const table: Readonly<Record<string, Row>> = {
  'an event with the value of an indicator': {
    groups: [url],
    indicators: [ioc({ url: { full: 'http://a/' } }), ioc({ 'url.full': 'http://b/' })],
    events: [event({ 'url.full': 'http://b/' }), event({ 'url.full': 'http://c/' })],
    alerts: [[0, '1 url.full']],
  },
  'the query decides which events are compared': {
    groups: [url],
    indicators: [ioc({ 'url.full': 'http://a/' })],
    events: [{ tag: 'y', 'url.full': 'http://a/' }],
    alerts: [],
  },
  'the threat query decides which indicators count': {
    groups: [url],
    indicators: [
      { '@timestamp': '2026-02-01T00:00:00Z', 'threat.indicator.url.full': 'http://a/' },
      ioc({ 'url.full': 'http://b/' }),
      indicator({ 'threat.indicator.url.full': 'http://c/', labels: { off: true } }),
    ],
    events: ['a', 'b', 'c'].map((host) => event({ 'url.full': `http://${host}/` })),
    alerts: [[1, '1 url.full']],
  },
  'one alert for an event, with all its indicators': {
    groups: [url, ['source.ip=threat.indicator.ip']],
    indicators: [ioc({ ip: '192.0.2.1' }), ioc({ 'url.full': 'http://a/' }), ioc({ ip: '192.0.2.1' })],
    events: [event({ 'url.full': 'http://a/', 'source.ip': '192.0.2.1' })],
    alerts: [[0, '0 source.ip', '1 url.full', '2 source.ip']],
  },
  'entries of a group must hold for one indicator': {
    groups: [urlAndAddress],
    indicators: [
      ioc({ 'url.full': 'http://a/', ip: '192.0.2.1' }),
      ioc({ 'url.full': 'http://b/', ip: '192.0.2.2' }),
    ],
    events: [
      event({ 'url.full': 'http://a/', 'source.ip': '192.0.2.2' }),
      event({ 'url.full': 'http://b/', 'source.ip': '192.0.2.2' }),
    ],
    alerts: [[1, '1 url.full', '1 source.ip']],
  },
  'in a group an indicator with several values takes no part, alone its first value counts': {
    groups: [urlAndAddress, ['destination.ip=threat.indicator.ip']],
    indicators: [ioc({ 'url.full': 'http://a/', ip: ['192.0.2.1', '192.0.2.2'] })],
    events: [
      event({ 'url.full': 'http://a/', 'source.ip': '192.0.2.1' }),
      event({ 'destination.ip': '192.0.2.1' }),
      event({ 'destination.ip': '192.0.2.2' }),
    ],
    alerts: [[1, '0 destination.ip']],
  },
  'any value of the event can match': {
    groups: [url],
    indicators: [ioc({ 'url.full': 'http://b/' })],
    events: [event({ 'url.full': ['http://a/', 'http://b/'] })],
    alerts: [[0, '0 url.full']],
  },
  'letter case matters for keywords': {
    groups: [['file.hash.md5=threat.indicator.file.hash.md5']],
    indicators: [ioc({ 'file.hash.md5': 'ABC' })],
    events: [event({ 'file.hash.md5': 'abc' })],
    alerts: [],
  },
  'addresses are compared as addresses, and with blocks': {
    groups: [['source.ip=threat.indicator.ip']],
    indicators: [ioc({ ip: '2001:db8:0:0::1' }), ioc({ ip: '198.51.100.0/24' })],
    events: [event({ 'source.ip': '2001:db8::1' }), event({ 'source.ip': '198.51.100.7' })],
    alerts: [
      [0, '0 source.ip'],
      [1, '1 source.ip'],
    ],
  },
  'a negated entry must differ': {
    groups: [['url.full=threat.indicator.url.full', 'host.id!=threat.indicator.provider']],
    indicators: [ioc({ 'url.full': 'http://a/', provider: 'p' })],
    events: [
      event({ 'url.full': 'http://a/', 'host.id': 'p' }),
      event({ 'url.full': 'http://a/', 'host.id': 'q' }),
      event({ 'url.full': 'http://a/' }),
    ],
    alerts: [
      [1, '0 url.full'],
      [2, '0 url.full'],
    ],
  },
  'of a negated entry that the indicator does not have, the event must have a value': {
    groups: [['url.full=threat.indicator.url.full', 'host.id!=threat.indicator.provider']],
    indicators: [ioc({ 'url.full': 'http://a/' })],
    events: [event({ 'url.full': 'http://a/', 'host.id': 'p' }), event({ 'url.full': 'http://a/' })],
    alerts: [[0, '0 url.full']],
  },
  'a negated entry of which the indicator has several values is ignored': {
    groups: [['url.full=threat.indicator.url.full', 'host.id!=threat.indicator.provider']],
    indicators: [ioc({ 'url.full': 'http://a/', provider: ['p', 'q'] })],
    events: [event({ 'url.full': 'http://a/', 'host.id': 'p' }), event({ 'url.full': 'http://a/' })],
    alerts: [
      [0, '0 url.full'],
      [1, '0 url.full'],
    ],
  },
  'with fewer events than indicators only the first value of an event is seen': {
    groups: [url],
    indicators: [ioc({ 'url.full': 'http://b/' }), ioc({ 'url.full': 'http://c/' })],
    events: [event({ 'url.full': ['http://a/', 'http://b/'] })],
    alerts: [],
  },
  'a negated entry can then hold for the first value alone': {
    groups: [['host.id=threat.indicator.provider', 'url.full!=threat.indicator.url.full']],
    indicators: [ioc({ provider: 'p', 'url.full': 'http://b/' }), ioc({ provider: 'x' })],
    events: [event({ 'host.id': 'p', 'url.full': ['http://a/', 'http://b/'] })],
    alerts: [[0, '0 host.id']],
  },
  'with as many of them every value is seen': {
    groups: [url],
    indicators: [ioc({ 'url.full': 'http://b/' }), ioc({ 'url.full': 'http://c/' })],
    events: [event({ 'url.full': ['http://a/', 'http://b/'] }), event({})],
    alerts: [[0, '0 url.full']],
  },
};

describe('threat_index', () => {
  const inIndex = (_index: string | undefined, ip: string): EventObject => ({
    ...ioc({ ip }),
    ...(_index !== undefined && { _index }),
  });
  const indicators = [
    inIndex('logs-ti_otx.threat-default', '192.0.2.1'),
    inIndex('.ds-logs-ti_otx.threat-default-2026.03.01-000001', '192.0.2.2'),
    inIndex('filebeat-8.1', '192.0.2.3'),
    inIndex(undefined, '192.0.2.4'),
  ];
  const events = [1, 2, 3, 4].map((last) => event({ 'source.ip': `192.0.2.${last}` }));
  const mapping = [['source.ip=threat.indicator.ip']];
  const raising = (limits: SourceLimits): unknown[] =>
    alertsOf(prepare(mapping, indicators, '', limits), events).map(({ events: [number] }) => number);

  test('indicators that say where they are must be in it', () => {
    expect(raising({ threatIndex: true })).toEqual([0, 1, 3]);
  });
  test('unless all of them are looked at', () => {
    expect(raising({})).toEqual([0, 1, 2, 3]);
  });
  test('an indicator outside of it is told', () => {
    const prepared = prepare(mapping, indicators, '', { threatIndex: true });
    const [entry] = explainRaised(prepared, [events[2]!])!.entries;
    expect(entry?.text).toMatch(/^event 0: indicator 2 matches source\.ip, but .*_index is "filebeat-8\.1"/);
    expect(entry?.text).toMatch(/threat_index: logs-ti_\*$/);
  });
});

describe('threat_match rules', () => {
  for (const [name, { groups, indicators, events, alerts }] of Object.entries(table)) {
    test(name, () => {
      const found = alertsOf(prepare(groups, indicators), events).map(({ events: [index], enrichments }) => [
        index,
        ...enrichments!.map((one) => `${one.indicator} ${one.matched.field}`),
      ]);
      expect(found).toEqual(alerts);
    });
  }

  test('an alert carries what the indicator says', () => {
    const indicators = [
      {
        '@timestamp': '2026-03-09T00:00:00Z',
        _id: 'i1',
        _index: 'logs-ti_acme',
        threat: { indicator: { url: { full: 'http://a/' }, provider: 'acme' } },
      },
    ];
    const [alert] = alertsOf(prepare([url], indicators), [event({ 'url.full': 'http://a/' })]);
    expect(alert?.enrichments).toEqual([
      {
        indicator: 0,
        matched: {
          atomic: 'http://a/',
          field: 'url.full',
          id: 'i1',
          index: 'logs-ti_acme',
          type: 'indicator_match_rule',
        },
        fields: { url: { full: 'http://a/' }, provider: 'acme' },
      },
    ]);
  });

  test('the place of what is taken over can be another one', () => {
    const rest = 'threat_indicator_path = "acme.ioc"';
    const prepared = prepare(
      [['url.full=acme.ioc.url']],
      [indicator({ acme: { 'ioc.url': 'u', b: 1 } })],
      rest,
    );
    expect(alertsOf(prepared, [event({ 'url.full': 'u' })])[0]?.enrichments?.[0]?.fields).toEqual({
      url: 'u',
    });
  });

  const explained: Readonly<
    Record<string, readonly [groups: Row['groups'], indicator: EventObject, event: EventObject, line: string]>
  > = {
    'a match': [
      [url],
      ioc({ 'url.full': 'u' }),
      event({ 'url.full': 'u' }),
      '✓ event 0: indicator 0 has its url.full "u"',
    ],
    'a second entry that differs': [
      [urlAndAddress],
      ioc({ 'url.full': 'u', ip: '192.0.2.1' }),
      event({ 'url.full': 'u', 'source.ip': '192.0.2.2' }),
      '✗ event 0: indicator 0 matches url.full, but entry 2 differs: source.ip is "192.0.2.2", the indicator has "192.0.2.1"',
    ],
    'a second entry that the indicator lacks': [
      [urlAndAddress],
      ioc({ 'url.full': 'u' }),
      event({ 'url.full': 'u', 'source.ip': '192.0.2.2' }),
      '✗ event 0: indicator 0 matches url.full, but entry 2 differs: source.ip is "192.0.2.2", the indicator has no threat.indicator.ip',
    ],
    'an indicator that is too old': [
      [url],
      { '@timestamp': '2026-01-09T00:00:00Z', 'threat.indicator.url.full': 'u' },
      event({ 'url.full': 'u' }),
      '✗ event 0: indicator 0 matches url.full, but the threat query does not find it: @timestamp is "2026-01-09T00:00:00Z": @timestamp >= "now-30d/d", where now is 2026-03-10T12:00:00.000Z',
    ],
    'several values in a group': [
      [urlAndAddress],
      ioc({ 'url.full': 'u', ip: ['192.0.2.2', '192.0.2.3'] }),
      event({ 'url.full': 'u', 'source.ip': '192.0.2.2' }),
      '✗ event 0: indicator 0 matches url.full and source.ip, but it has several values of threat.indicator.ip, so it is not used',
    ],
    'another letter case': [
      [url],
      ioc({ 'url.full': 'U' }),
      event({ 'url.full': 'u' }),
      '✗ event 0: url.full is "u", which differs only in case from that of indicator 0',
    ],
    'no indicator': [
      [url],
      ioc({ 'url.full': 'v' }),
      event({ 'url.full': 'u' }),
      '✗ event 0: no indicator has its url.full "u"',
    ],
    'no value to compare': [
      [url, ['source.ip=threat.indicator.ip']],
      ioc({ 'url.full': 'v' }),
      event({}),
      '✗ event 0 has no url.full and no source.ip to compare',
    ],
  };
  for (const [name, [groups, one, given, line]] of Object.entries(explained)) {
    test(`say why: ${name}`, () =>
      expect(raisedLines(explainRaised(prepare(groups, [one]), [given])!)).toEqual([line]));
  }

  const broken: Readonly<Record<string, readonly [groups: Row['groups'], message: string]>> = {
    'no mapping': [[], 'the rule has no "threat_mapping"'],
    'a group that only negates': [
      [['url.full!=threat.indicator.url.full']],
      'entry 1 of "threat_mapping" has only negated entries',
    ],
  };
  for (const [name, [groups, message]] of Object.entries(broken)) {
    test(`cannot run with ${name}`, () => expect(() => prepare(groups, [])).toThrow(message));
  }

  test('need indicators', () => {
    expect(() => prepare([url], undefined)).toThrow('there are none');
  });
});
