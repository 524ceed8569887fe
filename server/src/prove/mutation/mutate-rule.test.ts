import { describe, expect, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../../test/helpers/check-tests.js';
import type { Rule } from '../../rule/rule.js';
import { type MutationReport, mutateRule } from './mutate-rule.js';

const noFiles = (path: string) => ({ ok: false as const, error: path });

/**
 * Returns what a rule's tests do not notice. Cases are written one per line: events, then the expectation.
 */
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
    'requires the opposite: process.pid == 1',
    'ignores the condition: user.name : ("a", "b")',
    'requires the opposite: user.name : ("a", "b")',
    'ignores the value a: user.name : ("a", "b")',
    'ignores the value b: user.name : ("a", "b")',
    'compares with the other case sensitivity: user.name : ("a", "b")',
  ]);
  expect(found.survivors.every(({ killer }) => killer)).toBe(true);
});

test('a test kills the changes that alter its verdict', () => {
  const match = '{process.pid: 1, user.name: a} => alert';
  expect(survivors(report(rule, match))).toEqual([
    'ignores the condition: process.pid == 1',
    'ignores the condition: user.name : ("a", "b")',
    'ignores the value b: user.name : ("a", "b")',
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
    expect(survivors(report(threshold, two)).filter((text) => text.startsWith('needs'))).toEqual([
      'needs 1 events',
    ]);
    const one = '{tag: x, user.name: a} => no alert';
    expect(survivors(report(threshold, two, one)).filter((text) => text.startsWith('needs'))).toEqual([]);
  });

  test('a sequence: maxspan, keys and until', () => {
    const sequence = ruleOf(
      'sequence by user.name with maxspan=10s [any where tag == 1] [any where tag == 2] until [any where tag == 3]',
    );
    const inTime = '{at: 0s, tag: 1, user.name: a}, {at: 10s, tag: 2, user.name: a} => alert';
    const found = survivors(report(sequence, inTime));
    expect(found).not.toContain('allows 5000 ms');
    expect(found).toContain('allows 20000 ms');
    expect(found).toContain('does not relate events by the key user.name');
    expect(found).toContain('ignores until: [any where tag == 3]');
  });
});

test('the case that is offered kills the change, and holds for the rule', () => {
  for (const { killer } of report(ruleOf('any where process.pid > 4 and not user.name : "a*"')).survivors)
    expect(killer).toMatchObject({ expect: expect.stringMatching(/^(?:no )?alert$/) });
});

test.each([
  ['a condition that another one implies', 'any where process.pid > 4 and process.pid > 3', 2],
  ['a value that a pattern of the list covers', 'any where user.name like ("a*", "ab")', 1],
])('changes that are proved to change nothing do not count: %s', (_, query, least) => {
  const found = report(ruleOf(query));
  expect(found.equivalent).toBeGreaterThanOrEqual(least);
  expect(found.undecided).toEqual([]);
});

test('the same in ES|QL', () => {
  const found = report(ruleOf('from logs-* | where process.pid > 4 | where process.pid > 3', 'esql'));
  expect(found.equivalent).toBeGreaterThanOrEqual(1);
  expect(survivors(found)).not.toContain('ignores the condition: process.pid > 3');
});

test('rules that cannot be run say so', () => {
  expect(report(ruleOf('any where (')).problem).toBeDefined();
});

describe('patterns', () => {
  const patterns = ruleOf('any where user.name like ("a*", "*b") and host.name == "x*"');

  test('are widened and narrowed at both ends, and compared as characters', () => {
    expect(survivors(report(patterns))).toEqual([
      'ignores the condition: user.name like ("a*", "*b")',
      'requires the opposite: user.name like ("a*", "*b")',
      'ignores the value a*: user.name like ("a*", "*b")',
      'ignores the value *b: user.name like ("a*", "*b")',
      'compares with the other case sensitivity: user.name like ("a*", "*b")',
      'compares wildcards as characters: user.name like ("a*", "*b")',
      'uses patterns that match more at the start: user.name like ("a*", "*b")',
      'uses patterns that match less at the start: user.name like ("a*", "*b")',
      'uses patterns that match more at the end: user.name like ("a*", "*b")',
      'uses patterns that match less at the end: user.name like ("a*", "*b")',
      'ignores the condition: host.name == "x*"',
      'requires the opposite: host.name == "x*"',
      'compares with the other case sensitivity: host.name == "x*"',
      'compares wildcards as characters: host.name == "x*"',
    ]);
  });

  test('values of a list that the schema has are not compared in another case', () => {
    expect(survivors(report(ruleOf('any where event.category == "process"')))).toEqual([
      'requires the opposite: event.category == "process"',
    ]);
  });
});

test('a value of a field that nothing maps is one value, whatever its type is', () => {
  expect(survivors(report(ruleOf('any where tag == 1')))).toEqual(['requires the opposite: tag == 1']);
});

test('runs: one more, one less', () => {
  const runs = ruleOf('sequence by user.name [any where tag == 1] with runs=3 [any where tag == 2]');
  const events = [1, 1, 1, 2].map((tag) => `{tag: ${tag}, user.name: a}`).join(', ');
  expect(survivors(report(runs, `${events} => alert`))).toContain(
    'needs 2 runs: [any where tag == 1] with runs=3',
  );
  expect(survivors(report(runs, `${events} => alert`))).not.toContain(
    'needs 4 runs: [any where tag == 1] with runs=3',
  );
});

test('a step of a sequence: an event that only one of both steps matches', () => {
  const sequence = ruleOf('sequence by user.name [any where tag like "a*"] [any where tag == "b"]');
  const found = report(sequence, '{tag: ax, user.name: u}, {tag: b, user.name: u} => alert');
  expect(survivors(found)).toContain('uses patterns that match more at the start: tag like "a*"');
});

test('a condition on a join key that another step has, too, changes nothing alone', () => {
  const local = 'not cidrMatch(source.ip, "127.0.0.0/8")';
  const found = report(
    ruleOf(`sequence by source.ip [any where tag == 1 and ${local}] [any where tag == 2 and ${local}]`),
  );
  expect(found.equivalent).toBe(2);
  const once = report(ruleOf(`sequence by source.ip [any where tag == 1 and ${local}] [any where tag == 2]`));
  expect(survivors(once)).toContain(`ignores the exclusion: ${local}`);
});

test('a threshold: the events of a group that only the changed rule matches differ, too', () => {
  const counted = ruleOf(
    'tag: x and not source.ip: "127.0.0.0/8"',
    'threshold',
    '[rule.threshold]\nfield = ["source.ip"]\nvalue = 2\n[[rule.threshold.cardinality]]\nfield = "user.name"\nvalue = 2',
  );
  expect(survivors(report(counted))).toContain('ignores the exclusion: not source.ip: "127.0.0.0/8"');
});

test('new terms: the history is twice or half as long', () => {
  const terms = ruleOf(
    'tag: x',
    'new_terms',
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"',
  );
  const found = survivors(report(terms, '{tag: x, user.name: a} => alert'));
  expect(found).toContain('looks back twice as far');
  expect(found).toContain('looks back half as far');
});

test('indicators: what is compared, and which of them count', () => {
  const threat = ruleOf(
    'tag: x',
    'threat_match',
    'threat_query = "kind: bad"\nthreat_index = ["ti"]\n[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "source.ip"\ntype = "mapping"\nvalue = "ip"\n[[rule.threat_mapping.entries]]\nfield = "user.name"\ntype = "mapping"\nvalue = "name"',
  );
  const found = survivors(report(threat));
  expect(found).toContain('does not relate events by the key source.ip');
  expect(found).toContain('does not relate events by the key user.name');
  expect(found).toContain('requires the opposite kind: bad');
});

test('filters of the rule are part of it', () => {
  const filtered = ruleOf(
    'tag: x',
    'query',
    '[[rule.filters]]\n[rule.filters.meta]\nnegate = true\n[rule.filters.query.match_phrase]\n"user.name" = "root"',
  );
  const found = survivors(report(filtered, '{tag: x} => alert'));
  expect(found.filter((text) => text.startsWith('ignores the filter'))).toHaveLength(1);
});

test('exceptions of tests: one that no test notices is undecided', () => {
  const file = (user: string) =>
    testFileOf(
      `tests:\n  - name: a\n    events: [{tag: x, user.name: ${user}}]\n    expect: ${user === 'root' ? 'no alert' : 'alert'}\n    exceptions:\n      - {name: no root, type: simple, entries: [{field: user.name, operator: included, type: match, value: root}]}`,
    );
  const tagged = ruleOf('any where tag == "x"');
  const named = (found: MutationReport) => found.undecided.map(({ description }) => description);
  expect(named(mutateRule(tagged, file('root'), noFiles))).not.toContain('ignores the exception no root');
  expect(named(mutateRule(tagged, file('ann'), noFiles))).toContain('ignores the exception no root');
});
