import { describe, expect, test } from 'vitest';
import {
  combined,
  filter,
  now,
  numbersOf,
  part,
  prepare,
  prepared,
  user,
} from '../../../../test/helpers/filtered-rules.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { explainEvent } from '../explain/explain-rule.js';
import { explanationLines, plainStyle } from '../explain/explain-text.js';
import { prepareRule } from '../prepare/prepare-rule.js';
import { startRule } from '../run/run-rule.js';

describe('filters that are not evaluated', () => {
  test.each([
    [
      'without a query',
      '[[rule.filters]]\nmeta = {type = "phrase", key = "a"}\n',
      'a "meta" without a "query"',
    ],
    [
      'without filters to combine',
      '[[rule.filters]]\nmeta = {type = "combined"}\n',
      'a combined filter without "params"',
    ],
    ['with something else among them', combined('OR', '"a"'), 'something that is not a filter'],
    ['that are queries of words', combined('OR', part('{query_string = {query = "a"}}')), '"query_string"'],
  ])('%s', (_, filters, what) => {
    expect(prepare(filters)).toMatchObject({
      problems: [
        { code: 'not-supported', message: `filter 1 of "filters" uses ${what}, which cannot be evaluated` },
      ],
    });
  });
});

describe('filters that Elasticsearch refuses', () => {
  test.each([
    ['{term = {"process.pid" = "foo"}}', '"foo" is not a number, as "process.pid" requires'],
    ['{terms = {"process.pid" = [1, "foo"]}}', '"foo" is not a number, as "process.pid" requires'],
    ['{match_phrase = {"process.pid" = "foo"}}', '"foo" is not a number, as "process.pid" requires'],
    [
      '{match = {"source.ip" = "host"}}',
      '"host" is not an IP address or block of addresses, as "source.ip" requires',
    ],
    ['{range = {"@timestamp" = {gte = "2026-1-1"}}}', '"2026-1-1" is not a date, as "@timestamp" requires'],
    ['{wildcard = {"process.pid" = "1*"}}', '"process.pid" is [long], which does not support wildcards'],
    ['{prefix = {"source.ip" = "10."}}', '"source.ip" is [ip], which does not support wildcards'],
  ])('%s', (query, reason) => {
    expect(prepare(filter(query))).toMatchObject({
      problems: [
        {
          code: 'not-runnable',
          severity: 'error',
          message: `filter 1 of "filters" fails the search: ${reason}`,
        },
      ],
    });
  });
});

test('filters and exceptions are clauses of the explanation', () => {
  const rule = prepared(filter('{wildcard = {"user.name" = {value = "a*"}}}', 'negate = true'), {
    exceptions: [
      {
        name: 'backup',
        entries: [
          { field: 'process.name', operator: 'included', type: 'match_any', value: ['tar', 'cp'] },
          { field: 'user.name', operator: 'excluded', type: 'match', value: 'eve' },
        ],
      },
    ],
  });
  const [explained] = explainEvent(rule, { tag: 'x', user: { name: 'bob' }, process: { name: 'cp' } });
  expect(explanationLines(explained!.explanation, rule.queryText, plainStyle)).toEqual([
    '✗ all of: 1 of 3 conditions fails',
    '  ✓ tag: x  tag is "x"',
    '  ✓ filter 1: not user.name like "a*"  user.name is "bob"',
    '  ✗ any of: none of the conditions holds',
    '    ✗ all of: 1 of 2 conditions fails',
    '      ✓ exception "backup": not process.name: "tar"  process.name is "cp"',
    '      ✗ exception "backup": not process.name: "cp"  process.name is "cp", which is excluded',
    '    ✗ exception "backup": user.name: "eve"  user.name is "bob"',
  ]);
});

test('filters hold for every step of a sequence', () => {
  const text = `[metadata]\n[rule]\ntype = "eql"\nlanguage = "eql"\nquery = 'sequence [any where a == 1] [any where a == 2]'\n${filter('{exists = {field = "user.name"}}')}`;
  const rule = prepareRule(readRule(parseToml(text)), { now });
  if (!rule.ok) throw new Error(rule.problems[0]?.message);
  const run = startRule<number>(rule);
  const events = [{ a: 1, user: { name: 'u' } }, { a: 2 }, { a: 2, user: { name: 'u' } }];
  events.forEach((event, index) => {
    run.read({ '@timestamp': index, ...event }, index);
  });
  expect(
    run
      .finish()
      .alerts.slice()
      .map((alert) => alert.events),
  ).toEqual([[0, 2]]);
});

test('filters of the indicators leave some of them out', () => {
  const text = `[metadata]
[rule]
type = "threat_match"
language = "kuery"
query = 'tag: x'
threat_query = '*:*'
[[rule.threat_filters]]
query = {match_phrase = {"event.module" = "ti"}}
meta = {}
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "user.name"
type = "mapping"
value = "threat.indicator.name"
`;
  const indicators = [
    { event: { module: 'ti' }, threat: { indicator: { name: 'ann' } } },
    { event: { module: 'other' }, threat: { indicator: { name: 'bob' } } },
  ];
  const rule = prepareRule(readRule(parseToml(text)), { now }, { indicators });
  if (!rule.ok) throw new Error(rule.problems[0]?.message);
  expect(numbersOf(rule, [user('ann'), user('bob')])).toEqual([0]);
});
