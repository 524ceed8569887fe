import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../../../test/helpers/check-tests.js';
import { prepareRule } from '../../../evaluate/prepare/prepare-rule.js';
import { loadEcsCatalogue } from '../../../fields/ecs.js';
import { describeMutant } from '../describe-mutant.js';
import { ruleMutants } from '../rule-mutants.js';

/** Returns the descriptions of a query's changes. */
function changes(query: string): string[] {
  const prepared = prepareRule(ruleOf(query, 'esql'), { now: '2026-01-01T00:00:00Z' });
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return ruleMutants(prepared.planned, loadEcsCatalogue()).map((one) =>
    describeMutant(one, prepared.queryText),
  );
}

describe('the changes of a query in ES|QL', () => {
  test('conditions, alternatives and exclusions are dropped', () => {
    expect(changes('from a | where x == 1 and (y or z is null) and not x in (2, 3)')).toEqual([
      'ignores the condition: x == 1',
      'requires the opposite: x == 1',
      'compares with 2: x == 1',
      'compares with 0: x == 1',
      'ignores the condition: y or z is null',
      'ignores the alternative: y',
      'requires the opposite: y',
      'ignores the alternative: z is null',
      'requires the opposite: z is null',
      'ignores the exclusion: not x in (2, 3)',
      'requires the opposite: x in (2, 3)',
      'ignores the value 2: x in (2, 3)',
      'ignores the value 3: x in (2, 3)',
    ]);
  });

  test('patterns are widened and narrowed', () => {
    expect(changes('from a | where x like "*b" and y rlike ("a.*", "b")')).toEqual([
      'ignores the condition: x like "*b"',
      'requires the opposite: x like "*b"',
      'uses patterns that match less at the start: x like "*b"',
      'uses patterns that match more at the end: x like "*b"',
      'ignores the condition: y rlike ("a.*", "b")',
      'requires the opposite: y rlike ("a.*", "b")',
      'ignores the value a.*: y rlike ("a.*", "b")',
      'ignores the value b: y rlike ("a.*", "b")',
      'uses patterns that match more at the start: y rlike ("a.*", "b")',
      'uses patterns that match more at the end: y rlike ("a.*", "b")',
      'uses patterns that match less at the end: y rlike ("a.*", "b")',
    ]);
  });

  test('aggregates, their conditions, keys and thresholds', () => {
    expect(changes('from a | stats n = count_distinct(x) where y == "b" by k, z | where n >= 3')).toEqual([
      'computes COUNT: count_distinct(x)',
      'ignores the condition: y == "b"',
      'requires the opposite: y == "b"',
      'does not relate events by the key: k',
      'does not relate events by the key: z',
      'ignores the condition: n >= 3',
      'requires the opposite: n >= 3',
      'compares with >: n >= 3',
      'compares with 4: n >= 3',
      'compares with 2: n >= 3',
    ]);
  });

  test('a key that is used afterwards stays, and so does a command that makes columns', () => {
    expect(changes('from a | eval b = to_lower(c) | stats n = count(*) by b | keep n, b')).toEqual([]);
  });

  test('commands that change which rows there are, and columns that are written over', () => {
    expect(changes('from a | eval x = to_lower(x) | mv_expand y | sort y | limit 2 | keep x')).toEqual([
      'skips the command: x = to_lower(x)',
      'skips the command: mv_expand y',
      'skips the command: sort y',
      'skips the command: limit 2',
      'compares with 3: limit 2',
      'compares with 1: limit 2',
    ]);
  });

  test('conditions of CASE and of KQL', () => {
    expect(changes('from a | where kql("y: 1 or not z: 2") | eval r = case(x > 1, "a", "b")')).toEqual([
      'ignores the condition: kql("y: 1 or not z: 2")',
      'requires the opposite: kql("y: 1 or not z: 2")',
      'ignores the alternative: y: 1',
      'requires the opposite: y: 1',
      'ignores the alternative: not z: 2',
      'requires the opposite: z: 2',
      'requires the opposite: x > 1',
      'compares with >=: x > 1',
      'compares with 2: x > 1',
      'compares with 0: x > 1',
    ]);
  });
});
