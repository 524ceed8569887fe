import { describe, expect, test } from 'vitest';
import { at, now, runEngine as run } from '../../../../test/helpers/engine-runs.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import type { EventObject } from '../values/access.js';
import { type EngineResult, runAsEngine } from './run-as-engine.js';

const numbers = ({ result }: EngineResult): unknown =>
  result?.alerts
    .slice()
    .map(({ events: [number], suppressed }) => (suppressed ? [number, ...suppressed] : number));

const messages = ({ notes }: EngineResult): string[] => notes.map(({ message }) => message);

const arrived = (time: string, arrival?: string): EventObject =>
  at(time, arrival === undefined ? {} : { event: { ingested: `2026-03-10T${arrival}Z` } });

/** The query of the other EQL rules. */
const anyEql = `type = "eql"\nlanguage = "eql"\nquery = 'any where tag == "x"'\n`;

describe('the time that a run looks at', () => {
  test.each<[string, string, EventObject[], number[]]>([
    [
      'from and to are inside',
      'from = "now-10m"\nto = "now-1m"',
      [at('11:49:59.999'), at('11:50:00'), at('11:59:00'), at('11:59:00.001')],
      [1, 2],
    ],
    ['without them the last six minutes', '', [at('11:53:59.999'), at('11:54:00'), at('12:00:00')], [1, 2]],
    [
      'the overriding timestamp counts, and the own time where it is missing',
      'from = "now-10m"\ntimestamp_override = "event.ingested"',
      [
        arrived('11:00:00', '11:55:00'),
        arrived('11:55:00', '11:00:00'),
        arrived('11:55:00'),
        arrived('11:00:00'),
      ],
      [0, 2],
    ],
    [
      'unless the rule forbids that',
      'from = "now-10m"\ntimestamp_override = "event.ingested"\ntimestamp_override_fallback_disabled = true',
      [arrived('11:00:00', '11:55:00'), arrived('11:55:00')],
      [0],
    ],
    [
      'in the order of the timestamp that counts',
      'from = "now-1h"\ntimestamp_override = "event.ingested"',
      [arrived('11:10:00', '11:50:00'), arrived('11:20:00', '11:40:00')],
      [1, 0],
    ],
  ])('%s', (_, keys, events, alerts) => {
    expect(numbers(run(keys, events, {}, now))).toEqual(alerts);
  });

  test('a run is at the time of the last event when no time is given', () => {
    expect(numbers(run('from = "now-10m"', [at('11:00:00'), at('11:10:00'), at('11:10:01')]))).toEqual([
      1, 2,
    ]);
  });

  test('what matches outside of it is counted', () => {
    const result = run('from = "now-10m"\nindex = ["logs-a"]', [
      at('11:00:00'),
      { tag: 'y', '@timestamp': '2026-03-10T11:00:00Z' },
      { _index: 'logs-b' },
      {},
    ]);
    expect(messages(result)).toEqual([
      '2 events match but are outside the index or the time window of the rule, 2026-03-10T11:50:00.000Z to 2026-03-10T12:00:00.000Z',
    ]);
  });

  test('of a rule that compares with indicators, only what one of them names is counted', () => {
    const keys = `type = "threat_match"
from = "now-10m"
threat_query = "*:*"
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "source.ip"
type = "mapping"
value = "threat.indicator.ip"`;
    const events = ['192.0.2.1', '192.0.2.2'].map((ip) => at('11:00:00', { source: { ip } }));
    const told = (ip: string): string[] =>
      messages(run(keys, events, { indicators: [{ 'threat.indicator.ip': ip }] }, now));
    expect(told('192.0.2.9')).toEqual([]);
    expect(told('192.0.2.1')).toEqual([expect.stringMatching(/^1 event matches but is outside/)]);
  });

  test('records of anomalies have their time in "timestamp"', () => {
    const record = { job_id: 'j', record_score: 90, result_type: 'record', is_interim: false };
    const keys = `type = "machine_learning"\nmachine_learning_job_id = "j"\nanomaly_threshold = 50\nfrom = "now-30m"`;
    const times = ['11:20:00', '11:40:00'].map((time) => Date.parse(`2026-03-10T${time}Z`));
    expect(
      numbers(
        run(
          keys,
          times.map((timestamp) => ({ ...record, timestamp })),
          {},
          now,
        ),
      ),
    ).toEqual([1]);
  });

  test('without a time that can be read the rule cannot run', () => {
    expect(run('from = "yesterday"', [{}]).prepared).toMatchObject({
      problems: [
        { code: 'not-runnable', message: '"from" of the rule is not a valid time, for example now-9m' },
      ],
    });
  });
});

describe('the index of a rule', () => {
  const of = (_index: string): EventObject => ({ _index });
  test.each<[string, string, EventObject[], number[]]>([
    ['a pattern', '"logs-a-*"', [of('logs-a-default'), of('logs-b-default')], [0]],
    ['one of several', '"logs-a-*", "winlogbeat-*"', [of('winlogbeat-8.1'), of('logs-b-x')], [0]],
    [
      'the index behind a data stream',
      '"logs-a-default"',
      [of('.ds-logs-a-default-2026.03.01-000001'), of('.ds-logs-b-default-2026.03.01-000001')],
      [0],
    ],
    [
      'another cluster',
      '"*:logs-a-*"',
      [of('east:logs-a-x'), of('logs-a-x'), of('east:.ds-logs-a-x-2026.03.01-000001')],
      [0, 2],
    ],
    ['what is left out', '"logs-*", "-logs-b-*"', [of('logs-a-x'), of('logs-b-x')], [0]],
    ['events that do not say where they are', '"logs-a-*"', [{}, of('logs-b-x')], [0]],
    ['no index', '', [of('logs-b-x')], [0]],
  ])('%s', (_, index, events, alerts) => {
    expect(numbers(run(`index = [${index}]`, events))).toEqual(alerts);
  });
});

test('a document that comes twice raises one alert', () => {
  const of = (_index: string, _id: string): EventObject => ({ _index, _id });
  expect(numbers(run('', [of('a', '1'), of('a', '1'), of('b', '1'), of('a', '2')]))).toEqual([0, 2, 3]);
});

describe('max_signals', () => {
  const many = Array.from({ length: 120 }, () => ({}));
  test('cuts alerts off', () => {
    const result = run('max_signals = 2', [at('11:59:00'), at('11:57:00'), at('11:58:00')]);
    expect(numbers(result)).toEqual([1, 2]);
    expect(messages(result)).toEqual(['1 alert is dropped, because a run raises at most 2 ("max_signals")']);
  });
  test('keeps the latest alerts of EQL, be they sequences', () => {
    const events = [at('11:57:00'), at('11:58:00'), at('11:59:00')];
    expect(numbers(run(`${anyEql}max_signals = 1\n`, events))).toEqual([2]);
    const sequence = `type = "eql"\nlanguage = "eql"\nquery = 'sequence [any where tag == "x"] [any where tag == "x"]'\n`;
    const { result } = run(`${sequence}max_signals = 1\n`, events);
    expect(result?.alerts.slice().map((alert) => alert.events)).toEqual([[1, 2]]);
  });
  test('keeps the first groups of a threshold, by their keys', () => {
    const keys = 'type = "threshold"\nmax_signals = 1\n[rule.threshold]\nfield = ["host.name"]\nvalue = 1\n';
    const { result } = run(keys, [{ host: { name: 'b' } }, { host: { name: 'a' } }]);
    expect(result?.alerts.slice().map((alert) => alert.keys)).toEqual([['a']]);
  });
  test('is told where it stands', () => {
    const text =
      '[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = "tag: x"\nmax_signals = 1\n';
    const { notes } = runAsEngine(
      readRule(parseToml(text)),
      Array(2).fill({ tag: 'x', '@timestamp': now }),
      {},
    );
    expect(notes.map(({ inFile }) => text.slice(inFile?.start, inFile?.end))).toEqual(['1']);
  });
  test('is 100 when the rule does not say', () => {
    const result = run('', many);
    expect(result.result?.alerts.length).toBe(100);
    expect(messages(result)).toEqual([
      '20 alerts are dropped, because a run raises at most 100 ("max_signals")',
    ]);
  });
});

describe('suppression', () => {
  const by = (fields: string, rest = ''): string =>
    `[rule.alert_suppression]\ngroup_by = [${fields}]\n${rest}`;
  const host = (name: unknown, user?: string): EventObject => ({
    host: { name },
    ...(user === undefined ? {} : { user: { name: user } }),
  });

  test.each<[string, string, EventObject[], unknown]>([
    ['one alert for each value', by('"host.name"'), [host('a'), host('b'), host('a')], [[0, 2], 1]],
    [
      'for each combination of values',
      by('"host.name", "user.name"'),
      [host('a', 'u'), host('a', 'v'), host('a', 'u')],
      [[0, 2], 1],
    ],
    [
      'each value of a list counts',
      by('"host.name"'),
      [host(['b', 'a']), host('b'), host('a'), host(['b', 'a'])],
      [
        [0, 2, 3],
        [0, 1, 3],
      ],
    ],
    [
      'a list is a set in other types of rules',
      `${anyEql}${by('"host.name"')}`,
      [host(['a', 'b']), host(['b', 'a']), host('a')],
      [[0, 1], 2],
    ],
    ['alerts come in the order of their values', by('"host.name"'), [host('b'), host('a'), {}], [2, 1, 0]],
    ['a missing field is a value', by('"host.name"'), [{}, host('a'), {}], [[0, 2], 1]],
    [
      'unless it is told that it is none',
      by('"host.name"', 'missing_fields_strategy = "doNotSuppress"'),
      [{}, host('a'), {}, host('a')],
      [[1, 3], 0, 2],
    ],
    [
      'which makes one alert of its event, whatever lists are in other fields',
      by('"host.name", "user.name"', 'missing_fields_strategy = "doNotSuppress"'),
      [host(['a', 'b']), host(['a', 'b'])],
      [0, 1],
    ],
    [
      'the same within a duration',
      by('"host.name"', 'duration = {value = 1, unit = "h"}'),
      [host('a'), host('a')],
      [[0, 1]],
    ],
  ])('%s', (_, keys, events, alerts) => {
    expect(numbers(run(keys, events))).toEqual(alerts);
  });

  test('of a query looks at all events, and keeps the first groups', () => {
    const result = run(`max_signals = 1\n${by('"host.name"')}`, [host('b'), host('a'), host('b'), host('a')]);
    expect(numbers(result)).toEqual([[1, 3]]);
    expect(messages(result)).toEqual(['1 alert is dropped, because a run raises at most 1 ("max_signals")']);
  });

  test('of EQL looks at the latest events only', () => {
    const result = run(`${anyEql}max_signals = 2\n${by('"host.name"')}`, [
      at('11:57:00', host('a')),
      at('11:58:00', host('a')),
      at('11:59:00', host('a')),
    ]);
    expect(numbers(result)).toEqual([[1, 2]]);
    expect(messages(result)).toEqual(['1 alert is dropped, because a run raises at most 2 ("max_signals")']);
  });

  test('of a query by a text field fails, as the aggregation does; other types compare what events say', () => {
    const events = [{ message: 'a' }, { message: 'a' }];
    expect(run(by('"message"'), events).result).toMatchObject({
      problem: { code: 'query-runtime', message: expect.stringContaining('"message" is [match_only_text]') },
    });
    expect(numbers(run(`${anyEql}${by('"message"')}`, events))).toEqual([[0, 1]]);
  });

  test('of an event with too many combinations fails, and says at which event', () => {
    const many = Array.from({ length: 400 }, (_, index) => `v${index}`);
    const { result } = run(by('"a", "b"'), [
      { a: 'x', b: 'y' },
      { a: many, b: many },
    ]);
    expect(result).toMatchObject({ failedAt: 1, problem: { code: 'query-runtime', severity: 'error' } });
    expect(result?.alerts.slice()).toEqual([]);
  });

  test('is counted in the alert', () => {
    const { result } = run(by('"host.name"'), [
      at('11:57:00', host('a')),
      at('11:58:00', host('a')),
      at('11:59:00', host('a')),
    ]);
    expect(result?.alerts.slice()[0]?.fields).toMatchObject({
      'kibana.alert.suppression.terms': [{ field: 'host.name', value: 'a' }],
      'kibana.alert.suppression.docs_count': 2,
      'kibana.alert.suppression.start': '2026-03-10T11:57:00.000Z',
      'kibana.alert.suppression.end': '2026-03-10T11:59:00.000Z',
    });
  });
});

describe('the rows of a query in ES|QL', () => {
  const esql = (query: string): string =>
    `type = "esql"\nlanguage = "esql"\nquery = '${query}'\nfrom = "now-1h"\n`;
  const of = (_id: string, time: string, args: unknown = []): EventObject =>
    at(time, { _id, process: { args } });

  test('a document that two branches of FORK keep is one alert', () => {
    const fork = 'FROM * METADATA _id | FORK (WHERE tag == "x") (WHERE tag != "y") | KEEP _id';
    const events = [of('1', '11:50:00'), of('2', '11:51:00')];
    expect(numbers(run(esql(fork), events, {}, now))).toEqual([0, 1]);
    const groups = 'FROM * METADATA _id | FORK (STATS c = COUNT(*)) (STATS c = MAX(tag)) | KEEP c';
    expect(run(esql(groups), events, {}, now).result?.alerts.length).toBe(2);
  });

  test('the rows that MV_EXPAND makes of a document are several', () => {
    const events = [of('1', '11:50:00', ['a', 'b'])];
    for (const kept of ['_id, process.args', '_id'])
      expect(
        run(esql(`FROM * METADATA _id | MV_EXPAND process.args | KEEP ${kept}`), events, {}, now).result
          ?.alerts.length,
      ).toBe(kept === '_id' ? 1 : 2);
  });

  test('keep the order that the query gives them', () => {
    const sorted = 'FROM * METADATA _id | SORT _id DESC | KEEP _id';
    const events = [of('2', '11:55:00'), of('1', '11:40:00'), of('3', '11:50:00')];
    expect(numbers(run(esql(sorted), events, {}, now))).toEqual([2, 0, 1]);
  });

  const rowsWith = (query: string, keys = '', events = rows): EngineResult =>
    run(`${esql(query)}${keys}`, events, {}, now);
  const rows = [
    of('1', '11:50:00', ['a', 'b']),
    of('2', '11:51:00', ['c']),
    of('3', '11:52:00', ['b', 'a']),
    of('4', '11:53:00'),
  ];
  const by = (fields: string, more = ''): string =>
    `[rule.alert_suppression]\ngroup_by = [${fields}]\n${more}`;
  const single = 'FROM * METADATA _id | SORT @timestamp';

  test('that have the "_id" of another row are counted in a note', () => {
    const forked = `FROM * METADATA _id | FORK (WHERE true) (WHERE _id == "1") | KEEP _id`;
    expect(messages(rowsWith(forked))).toEqual(['1 row has the "_id" of another row and raises no alert']);
  });

  test('without "_id" are alerts of which the engine does not know the document', () => {
    const result = rowsWith('FROM * | KEEP tag');
    expect(result.result?.alerts.length).toBe(4);
    expect(messages(result)).toEqual([
      '4 rows have no "_id": their alerts have only the columns of the row, and each run raises them again',
    ]);
    expect(messages(rowsWith('FROM * | STATS n = COUNT(*)'))).toEqual([]);
  });

  describe('are suppressed by', () => {
    test('a computed column, whose list counts as a set', () => {
      const query = `${single} | EVAL both = process.args | KEEP _id, both`;
      expect(numbers(rowsWith(query, by('"both"')))).toEqual([[0, 2], 1, 3]);
      const apart = by('"both"', 'missing_fields_strategy = "doNotSuppress"');
      expect(numbers(rowsWith(query, apart, [...rows, of('5', '11:54:00')]))).toEqual([[0, 2], 1, 3, 4]);
    });

    test('the column, not the field of the event that it replaces', () => {
      const query = `${single} | EVAL tag = _id | KEEP _id, tag`;
      expect(numbers(rowsWith(query, by('"tag"')))).toEqual([0, 1, 2, 3]);
    });

    test('the field of the document of a row with "_id", which a null column does not replace', () => {
      const query = `${single} | EVAL tag = CASE(_id == "1", "y", null) | KEEP _id, tag`;
      expect(numbers(rowsWith(query, by('"tag"')))).toEqual([0, [1, 2, 3]]);
      expect(numbers(rowsWith(`${single} | KEEP _id`, by('"tag"')))).toEqual([[0, 1, 2, 3]]);
    });

    test('the columns alone where a row has no document', () => {
      const groups = 'FROM * METADATA _id | STATS n = COUNT(*) BY _id | EVAL kind = n * 2 | SORT _id';
      expect(numbers(rowsWith(`${groups} | KEEP kind`, by('"kind"')))).toEqual([[0, 1, 2, 3]]);
      const missing = by('"tag"', 'missing_fields_strategy = "doNotSuppress"');
      expect(numbers(rowsWith(`${groups} | KEEP kind`, missing))).toEqual([0, 1, 2, 3]);
    });

    test('their first rows only: alerts and suppressed rows together are "max_signals"', () => {
      const result = rowsWith(`${single} | KEEP _id`, `max_signals = 3\n${by('"tag"')}`);
      expect(numbers(result)).toEqual([[0, 1, 2]]);
      expect(messages(result)).toEqual([
        '1 alert is dropped, because a run raises at most 3 ("max_signals")',
      ]);
    });
  });
});
