import { expect, test } from 'vitest';
import { convertAll, queryOf, sigmaRule } from '../../../../test/helpers/check-sigma.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';

const base = (name: string, detection: string, logsource = 'product: windows\n  service: security'): string =>
  sigmaRule(detection, logsource, `title: ${name}\nname: ${name}`);

const failed = base('failed', 'sel:\n  EventID: 4625\ncondition: sel');
const succeeded = base('succeeded', 'sel:\n  EventID: 4624\ncondition: sel');

const head = 'host.os.type == "windows" and winlog.channel == "Security" and';
const kql = 'host.os.type : "windows" and winlog.channel : "Security" and event.code : "4625"';
const esqlHead = `FROM logs-system.security*, logs-windows.forwarded*, logs-winlog.winlog-*, winlogbeat-*
| WHERE host.os.type == "windows" AND winlog.channel == "Security" AND event.code == "4625"`;

/** Converts a correlation. Returns its query and its keys of the rule. */
function correlate(lines: string, rules: readonly string[] = [failed]): { query: string; keys: object } {
  const text = [...rules, `title: Both\ncorrelation:\n${lines.trim().replace(/^/gm, '  ')}\n`].join('---\n');
  const outcome = convertAll(text).at(-1)!;
  if (outcome.status !== 'converted') return { query: queryOf(outcome), keys: {} };
  const { type, from, interval, threshold } = readRule(parseToml(outcome.text)).table as Record<
    string,
    unknown
  >;
  return { query: queryOf(outcome), keys: { type, from, interval, ...(threshold ? { threshold } : {}) } };
}

test('event_count of at least a number is a threshold', () => {
  expect(
    correlate(
      'type: event_count\nrules: [failed]\ngroup-by: [TargetUserName]\ntimespan: 10m\ncondition: {gt: 9}',
    ),
  ).toEqual({
    query: kql,
    keys: {
      type: 'threshold',
      from: 'now-10m',
      interval: '5m',
      threshold: { field: ['winlog.event_data.TargetUserName'], value: 10 },
    },
  });
});

test('value_count of at least a number is a threshold with a cardinality', () => {
  expect(
    correlate(
      'type: value_count\nrules: failed\ngroup-by: [TargetUserName]\ntimespan: 90s\ncondition: {gte: 3, field: IpAddress}',
    ).keys,
  ).toEqual({
    type: 'threshold',
    from: 'now-90s',
    interval: '90s',
    threshold: {
      field: ['winlog.event_data.TargetUserName'],
      value: 1,
      cardinality: [{ field: 'winlog.event_data.IpAddress', value: 3 }],
    },
  });
});

test('other comparisons count in ES|QL', () => {
  expect(
    correlate(
      'type: event_count\nrules: [failed]\ngroup-by: [TargetUserName]\ntimespan: 5m\ncondition: {eq: 3}',
    ).query,
  ).toBe(`${esqlHead}
| STATS sigma.value = COUNT(*) BY winlog.event_data.TargetUserName
| WHERE sigma.value == 3`);
});

test('so does a rule that KQL would compare with regard to case', () => {
  const cased = base('cased', 'sel:\n  TargetUserName: admin\ncondition: sel');
  const { keys } = correlate('type: event_count\nrules: [cased]\ntimespan: 5m\ncondition: {gte: 3}', [cased]);
  expect(keys).toMatchObject({ type: 'esql' });
});

test('temporal_ordered is a sequence, with the fields of each rule', () => {
  const lines = 'type: temporal_ordered\nrules: [failed, succeeded]\ngroup-by: [user]\ntimespan: 5m\n';
  const aliases = 'aliases:\n  user:\n    failed: TargetUserName\n    succeeded: SubjectUserName';
  expect(correlate(lines + aliases, [failed, succeeded])).toEqual({
    query: `sequence with maxspan=5m
  [
    any where ${head}
    event.code == "4625"
  ] by winlog.event_data.TargetUserName
  [
    any where ${head}
    event.code == "4624"
  ] by winlog.event_data.SubjectUserName`,
    keys: { type: 'eql', from: 'now-10m', interval: '5m' },
  });
});

test('temporal asks for each rule in the window', () => {
  const { query } = correlate(
    'type: temporal\nrules: [failed, succeeded]\ngroup-by: [TargetUserName]\ntimespan: 5m',
    [failed, succeeded],
  );
  expect(query).toContain('BY winlog.event_data.TargetUserName');
  expect(query).toContain('| WHERE sigma.rule_1 == 1 AND sigma.rule_2 == 1');
});

test.each([
  [
    'type: value_percentile\nrules: failed\ntimespan: 5m\ncondition: {gte: 1, field: a}',
    'a correlation of type value_percentile could only be approximated',
  ],
  [
    'type: event_count\nrules: other\ntimespan: 5m\ncondition: {gte: 1}',
    'the correlation refers to "other", which is not one of the imported rules',
  ],
  [
    'type: event_count\nrules: failed\ntimespan: 5x\ncondition: {gte: 1}',
    '"timespan" must be a number and a unit, such as 5m',
  ],
  ['type: event_count\nrules: failed\ntimespan: 5m', 'the correlation has no condition'],
  ['type: temporal_ordered\nrules: failed\ntimespan: 5m', 'a sequence needs two rules'],
  [
    'type: value_sum\nrules: failed\ntimespan: 5m\ncondition: {gte: 1}',
    'the correlation has no field to count',
  ],
  ['type: sometimes\nrules: failed\ntimespan: 5m', 'unknown correlation type "sometimes"'],
  [
    'type: temporal\nrules: failed\ntimespan: 5m\ncondition: failed and other',
    'a condition over rules is not supported; use event_count or temporal',
  ],
])('%j is refused', (lines, reason) => {
  expect(correlate(lines).query).toBe(`refused: correlation: ${reason}`);
});

test('a rule that only a correlation uses is not converted, unless it says so', () => {
  const counted =
    'title: Both\ncorrelation:\n  type: event_count\n  rules: failed\n  timespan: 5m\n  condition: {gte: 2}\n';
  const statuses = (text: string) => convertAll(text).map(({ status }) => status);
  expect(statuses(`${failed}---\n${counted}`)).toEqual(['refused', 'converted']);
  expect(statuses(`${failed}---\n${counted}generate: true\n`)).toEqual(['converted', 'converted']);
});
