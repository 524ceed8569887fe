import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../../test/helpers/check-tests.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { compareRules, provenBy } from './compare-rules.js';

/**
 * Checks how two queries relate, and whether events are found that only the new or only the old one matches.
 */
function check(type: string, before: string, after: string, logic: string, found: string, more = ''): void {
  const difference = compareRules(ruleOf(before, type, more), ruleOf(after, type, more));
  const { gained, lost } = difference.witnesses;
  const shown = `${gained.length > 0 ? '+' : ''}${lost.length > 0 ? '-' : ''}`;
  expect([difference.logic, shown], `${before} → ${after}`).toEqual([logic, found]);
}

describe('EQL', () => {
  test.each([
    // Before, after, the proved relation, the events found.
    ['any where user.name == "a"', 'any where  user.name == "a" // x', 'equal', ''],
    ['any where user.name in ("a", "b")', 'any where user.name in ("b", "a")', 'equal', ''],
    ['any where user.name == "a" or user.name == "b"', 'any where user.name in ("b", "a")', 'equal', ''],
    ['any where user.name == "a"', 'any where user.name in ("a", "b")', 'wider', '+'],
    ['any where user.name : "a*"', 'any where user.name : "ab*"', 'narrower', '-'],
    ['any where user.name : "a*"', 'any where user.name == "ab"', 'narrower', '-'],
    ['any where process.pid > 3', 'any where process.pid > 5', 'narrower', '-'],
    ['any where process.pid > 3', 'any where process.pid >= 3', 'wider', '+'],
    ['any where user.name == "a"', 'any where user.name == "a" and process.pid == 1', 'narrower', '-'],
    ['any where user.name == "a"', 'any where user.name == "a" or process.pid == 1', 'wider', '+'],
    ['any where user.name == "a"', 'any where user.name == "b"', 'overlapping', '+-'],
    ['any where not user.name in ("a", "b")', 'any where not user.name == "a"', 'wider', '+'],
    ['process where user.name == "a"', 'any where user.name == "a"', 'wider', '+'],
    ['any where user.name == "a"', 'any where user.name regex "a"', 'unknown', ''],
    [
      'sequence with maxspan=1m [any where process.pid == 1] [any where process.pid == 2]',
      'sequence with maxspan=2m [any where process.pid == 1] [any where process.pid == 2]',
      'wider',
      '+',
    ],
    [
      'sequence by host.id [any where process.pid == 1] [any where process.pid == 2]',
      'sequence by host.id [any where process.pid == 1] [any where process.pid == 2 and user.name == "a"]',
      'narrower',
      '-',
    ],
    // Whether an event is missing depends on the times of the events around it.
    [
      'sequence with maxspan=1m [any where process.pid == 1] ![any where process.pid == 2] [any where process.pid == 3]',
      'sequence with maxspan=1m [any where process.pid == 1] ![any where process.pid in (2, 4)] [any where process.pid == 3]',
      'unknown',
      '-',
    ],
    [
      'sequence by host.id with maxspan=1m [any where process.pid == 1] ![any where process.pid == 2]',
      'sequence by host.id with maxspan=2m [any where process.pid == 1] ![any where process.pid == 2]',
      'unknown',
      '',
    ],
    [
      'sequence [any where process.pid == 1] by host.id [any where process.pid == 2] by host.id until [any where process.pid == 3] by host.id',
      'sequence [any where process.pid == 1] by host.id [any where process.pid == 2] by host.id until [any where process.pid == 3] by user.id',
      'overlapping',
      '+-',
    ],
    // A different event is the first one.
    ['any where process.pid == 1 | head 1', 'any where process.pid in (1, 2) | head 1', 'unknown', '+'],
    // Whitespace in a string is part of it.
    [
      'any where concat(user.name, "  ") == "x  "',
      'any where concat(user.name, " ") == "x  "',
      'unknown',
      '+',
    ],
    ['any where user.name : "😀"', 'any where user.name : "??"', 'overlapping', '+-'],
  ])('%s → %s', (before, after, logic, found) => check('eql', before, after, logic, found));
});

describe('KQL', () => {
  test.each([
    ['user.name: a', 'user.name:a', 'equal', ''],
    ['user.name: (a or b)', 'user.name: (b or a)', 'equal', ''],
    ['user.name: a', 'user.name: a or tags: x', 'wider', '+'],
    ['user.name: a*', 'user.name: *', 'wider', '+'],
    ['user.name: a and not tags: x', 'user.name: a', 'wider', '+'],
    ['source.ip: 192.0.2.0/24', 'source.ip: 192.0.2.0/25', 'narrower', '-'],
  ])('%s → %s', (before, after, logic, found) => check('query', before, after, logic, found));
});

describe('ES|QL', () => {
  test.each([
    ['from logs | where user.name == "a"', 'from logs\n| where user.name == "a"', 'equal', ''],
    [
      'from logs metadata _id | where user.name == "a"',
      'from logs metadata _id | where user.name in ("a", "b")',
      'unknown',
      '+',
    ],
    [
      'from logs metadata _id | where user.name == "a"',
      'from logs metadata _id | where user.name == "b"',
      'overlapping',
      '+-',
    ],
  ])('%s → %s', (before, after, logic, found) => check('esql', before, after, logic, found));
});

describe('what a rule asks besides its query', () => {
  const threshold = (value: number): string => `[rule.threshold]\nfield = ["user.name"]\nvalue = ${value}`;
  const terms = (from: string): string =>
    `[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "${from}"`;

  test('a threshold that is higher is narrower', () => {
    const { logic, structure } = compareRules(
      ruleOf('tags: x', 'threshold', threshold(2)),
      ruleOf('tags: x', 'threshold', threshold(3)),
    );
    expect(logic).toBe('narrower');
    expect(structure).toMatchObject([{ group: 'query', key: 'rule.threshold.value', before: 2, after: 3 }]);
  });

  test('a query that is wider has a wider history too: nothing is proved of new terms', () => {
    const { logic } = compareRules(
      ruleOf('tags: x', 'new_terms', terms('now-7d')),
      ruleOf('tags: (x or y)', 'new_terms', terms('now-7d')),
    );
    expect(logic).toBe('unknown');
  });

  test('an index pattern less is narrower', () => {
    const of = (index: string) => ruleOf('tags: x', 'query', `index = [${index}]`);
    expect(compareRules(of('"a-*", "b-*"'), of('"a-*"')).logic).toBe('narrower');
  });
});

describe('keys that change what is read', () => {
  const of = (keys: string) => ruleOf('any where user.name == "a"', 'eql', keys);
  test.each([
    ['another data view', 'data_view_id = "a"', 'data_view_id = "b"', 'unknown'],
    ['an exception list', '', '[[rule.exceptions_list]]\nlist_id = "a"', 'unknown'],
    ['another timestamp field', '', 'timestamp_field = "event.created"', 'unknown'],
    ['a timestamp override', '', 'timestamp_override = "event.ingested"', 'unknown'],
    ['an exclusion of an index', 'index = ["logs-*"]', 'index = ["logs-*", "-logs-a-*"]', 'unknown'],
    ['exclusions in another order', 'index = ["-a-b", "a-*"]', 'index = ["a-*", "-a-b"]', 'unknown'],
    ['another severity', 'severity = "low"', 'severity = "high"', 'equal'],
  ])('%s', (_, before, after, logic) => {
    expect(compareRules(of(before), of(after)).logic).toBe(logic);
  });
});

test('a version that is no TOML would not load: nothing is compared', () => {
  const broken = readRule(parseToml(`${ruleOf('any where true').document.text}\nx = = "`));
  expect(compareRules(ruleOf('any where true'), broken)).toMatchObject({
    formattingOnly: false,
    logic: 'unknown',
    fault: 'broken',
    problem: expect.stringMatching(/^the new version cannot be read as TOML \(line \d+\)/),
  });
});

test('an event that was run refutes what was proved', () => {
  expect(provenBy('narrower', 1, 0)).toBe('unknown');
  expect(provenBy('wider', 0, 1)).toBe('unknown');
  expect(provenBy('wider', 1, 0)).toBe('wider');
  expect(provenBy('unknown', 1, 1)).toBe('overlapping');
});

test('what decides is named: the condition of the version that stays silent', () => {
  const { witnesses } = compareRules(
    ruleOf('any where user.name == "a" and process.pid == 1'),
    ruleOf('any where user.name == "a"'),
  );
  expect(witnesses.gained.map(({ decidedBy }) => decidedBy)).toEqual(['process.pid == 1']);
});

test('spaces and comments alone are formatting; another text is not', () => {
  const before = ruleOf('any where user.name == "a"');
  expect(compareRules(before, ruleOf('any  where user.name == "a"'))).toMatchObject({
    status: 'changed',
    formattingOnly: true,
    logic: 'equal',
    structure: [{ key: 'rule.query', formattingOnly: true }],
  });
  expect(compareRules(before, before)).toMatchObject({
    status: 'same',
    formattingOnly: false,
    structure: [],
  });
});

test('a version that cannot be run says why', () => {
  const { logic, problem } = compareRules(ruleOf('any where user.name == "a"'), ruleOf('any where ('));
  expect(logic).toBe('unknown');
  expect(problem).toBeDefined();
});
