import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../../../test/helpers/check-tests.js';
import { synthesize } from '../synthesize.js';

/** Returns events from which a query creates a row, verified by a run. */
function eventsFor(query: string): readonly object[] | undefined {
  const request = { match: true, nearMisses: false, eachValue: false, seed: 0 };
  return synthesize(ruleOf(query, 'esql'), request).cases[0]?.events;
}

describe('conditions are followed back to the fields of events', () => {
  test.each([
    ['a column of EVAL', 'from a | eval b = to_lower(x) | where b == "yes"', { x: 'yes' }],
    ['a column under another name', 'from a | rename x as b | where b == "yes"', { x: 'yes' }],
    ['CONCAT', 'from a | eval b = concat("<", x, ">") | where b == "<yes>"', { x: 'yes' }],
    ['arithmetic', 'from a | eval b = source.port * 2 + 1 | where b == 21', { 'source.port': 10 }],
    ['CASE', 'from a | eval b = case(x == "1", "one", "other") | where b == "one"', { x: '1' }],
    ['DISSECT', 'from a | dissect x "%{p}=%{q};" | where q == "2"', { x: 'word=2;' }],
    [
      'DISSECT, two pieces',
      'from a | dissect x "%{p}=%{q};" | where p == "1" | where q == "2"',
      { x: '1=2;' },
    ],
    ['GROK', 'from a | grok x "id:(?<n>[0-9]{2}) %{WORD:w}" | where n == "42"', { x: 'id:42 word' }],
    ['KQL', 'from a | where kql("user.name: ann and not x: 1")', { 'user.name': 'ann' }],
    ['a multi-field', 'from a | where user.name.caseless like "ann*"', { 'user.name': 'ann' }],
  ])('%s', (_, query, event) => {
    expect(eventsFor(query)).toEqual([event]);
  });

  test.each([
    ['a length beside a pattern', 'from a | where x like "*one*" | eval n = length(x) | where n > 30'],
    [
      'several patterns of one field',
      'from a | where x like "*one*" and x like "*two*" and not x like "*three*"',
    ],
    ['what REPLACE puts in', 'from a | eval b = replace(x, "[0-9]{3}", "#") | where b like "*#*"'],
    [
      'how often a pattern is in a text',
      'from a | eval b = replace(x, "[0-9]{3}", "#") | eval n = length(b) - length(replace(b, "#", "")) | where n >= 3',
    ],
    ['an alternative', 'from a | where (x == "1" and y == "2") or z == "3"'],
    ['fields compared', 'from a | where source.port > destination.port'],
    [
      'an address of a block',
      'from a | where cidr_match(source.ip, "10.0.0.0/8") and source.ip != "10.0.0.0"',
    ],
    ['a list of values', 'from a | where mv_count(x) >= 3'],
  ])('%s', (_, query) => {
    expect(eventsFor(query)).toHaveLength(1);
  });
});

describe('groups are filled until the conditions behind STATS hold', () => {
  test.each([
    ['COUNT', 'from a | stats n = count(*) by user.name | where n >= 4', 4],
    ['COUNT_DISTINCT', 'from a | stats n = count_distinct(host.name) by user.name | where n > 2', 3],
    [
      'values that a list allows',
      'from a | where x in ("1", "2", "3") | stats n = count_distinct(x) | where n == 3',
      3,
    ],
    [
      'branches of CASE, with the conditions before',
      'from a | where (x == "1" and y == "p") or (x == "2" and y == "q") | eval b = case(x == "1", "one", "two") | stats n = count_distinct(b) | where n == 2',
      2,
    ],
    [
      'conditions of aggregates',
      'from a | stats n = count(*) where x == "1", m = count(*) where x == "2" | where n >= 2 and m >= 1',
      3,
    ],
    ['a sum over CASE', 'from a | eval b = case(x == "1", 1, 0) | stats n = sum(b) | where n >= 2', 2],
    [
      'groups of groups',
      'from a | stats n = count(*) by user.name, host.name | stats m = count(*) by host.name | where m >= 3',
      3,
    ],
    [
      'a time between events',
      'from a | stats b = min(@timestamp), e = max(@timestamp) | where date_diff("minute", b, e) >= 5',
      2,
    ],
  ])('%s', (_, query, count) => {
    expect(eventsFor(query)).toHaveLength(count);
  });
});

test('a near miss fails one condition, before STATS and behind it', () => {
  const rule = ruleOf(
    'from a | where event.action == "x" | stats n = count_distinct(host.name) by user.name | where n >= 2',
    'esql',
  );
  const { cases } = synthesize(rule, { match: false, nearMisses: true, eachValue: false, seed: 0 });
  expect(cases.map(({ name }) => name)).toEqual([
    'fewer events',
    'fails event.action == "x"',
    'fails n >= 2',
  ]);
});

test('what no event can do has no events', () => {
  expect(eventsFor('from a | where x == "1" | where x == "2"')).toBeUndefined();
});
