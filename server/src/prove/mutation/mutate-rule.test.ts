import { describe, expect, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../../test/helpers/check-tests.js';
import type { Rule } from '../../rule/rule.js';
import { type MutationReport, mutateRule } from './mutate-rule.js';

const noFiles = (path: string) => ({ ok: false as const, error: path });

/** What the tests of a rule do not notice; cases are written one in a line: events, then what is expected. */
function report(rule: Rule, ...cases: readonly string[]): MutationReport {
  const lines = cases.map((one, index) => {
    const [events, expected] = one.split(' => ');
    return `  - {name: case ${index}, events: [${events}], expect: ${expected}}`;
  });
  return mutateRule(rule, lines.length > 0 ? testFileOf(`tests:\n${lines.join('\n')}`) : undefined, noFiles);
}

const survivors = (found: MutationReport): string[] => found.survivors.map(({ description }) => description);

const rule = ruleOf('any where process.pid == 1 and user.name : ("a", "b")');

test('a rule without tests has a score of 0, and a case for each change', () => {
  const found = report(rule);
  expect(found).toMatchObject({ killed: 0, score: 0, mutants: 7, undecided: [] });
  expect(survivors(found)).toEqual([
    'ignores the condition: process.pid == 1',
    'asks for the opposite: process.pid == 1',
    'ignores the condition: user.name : ("a", "b")',
    'asks for the opposite: user.name : ("a", "b")',
    'does not know the value a: user.name : ("a", "b")',
    'does not know the value b: user.name : ("a", "b")',
    'compares with the other case sensitivity: user.name : ("a", "b")',
  ]);
  expect(found.survivors.every(({ killer }) => killer)).toBe(true);
});

test('a test kills the changes that alter its verdict', () => {
  const match = '{process.pid: 1, user.name: a} => alert';
  expect(survivors(report(rule, match))).toEqual([
    'ignores the condition: process.pid == 1',
    'ignores the condition: user.name : ("a", "b")',
    'does not know the value b: user.name : ("a", "b")',
    'compares with the other case sensitivity: user.name : ("a", "b")',
  ]);
  const all = report(
    rule,
    match,
    '{process.pid: 1, user.name: B} => alert',
    '{process.pid: 2, user.name: a} => no alert',
    '{process.pid: 1, user.name: c} => no alert',
  );
  expect(all).toMatchObject({ survivors: [], killed: 7, score: 100 });
});

test('a test that fails as the rule is proves nothing', () => {
  expect(report(rule, '{process.pid: 1} => alert')).toMatchObject({ failing: ['case 0'], killed: 0 });
});

describe('what a rule asks besides its query', () => {
  test('a threshold: one more, one less', () => {
    const threshold = ruleOf('tag: x', 'threshold', '[rule.threshold]\nfield = ["user.name"]\nvalue = 2');
    const two = '{tag: x, user.name: a}, {tag: x, user.name: a} => alert';
    expect(survivors(report(threshold, two)).filter((text) => text.includes('event more or less'))).toEqual([
      'needs one event more or less 1',
    ]);
    const one = '{tag: x, user.name: a} => no alert';
    expect(survivors(report(threshold, two, one)).filter((text) => text.includes('event more'))).toEqual([]);
  });

  test('a sequence: maxspan, keys and until', () => {
    const sequence = ruleOf(
      'sequence by user.name with maxspan=10s [any where tag == 1] [any where tag == 2] until [any where tag == 3]',
    );
    const inTime = '{at: 0s, tag: 1, user.name: a}, {at: 10s, tag: 2, user.name: a} => alert';
    const found = survivors(report(sequence, inTime));
    expect(found).not.toContain('allows twice or half the time 5000');
    expect(found).toContain('allows twice or half the time 20000');
    expect(found).toContain('does not relate events by the key key 1');
    expect(found).toContain('does not know until: [any where tag == 3]');
  });
});

test('the case that is offered kills the change, and holds for the rule', () => {
  for (const { killer } of report(ruleOf('any where process.pid > 4 and not user.name : "a*"')).survivors)
    expect(killer).toMatchObject({ expect: expect.stringMatching(/^(?:no )?alert$/) });
});

test('changes that make no difference are undecided, not survivors', () => {
  const found = report(ruleOf('any where process.pid > 4 and process.pid > 3'));
  expect(found.undecided.map(({ description }) => description)).toContain(
    'ignores the condition: process.pid > 3',
  );
});

test('ES|QL and rules that cannot be run say so', () => {
  expect(report(ruleOf('from logs-* | where a == 1', 'esql')).problem).toBe(
    'rules in ES|QL are not mutated yet',
  );
  expect(report(ruleOf('any where (')).problem).toBeDefined();
});
