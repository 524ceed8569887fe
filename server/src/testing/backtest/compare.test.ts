import { describe, expect, test } from 'vitest';
import { type Baseline, compareWithBaseline, parseBaseline } from './baseline.js';
import { checkExpectations, compareWithExpectations } from './compare-expectations.js';
import { ruleFinder } from './find-rule.js';
import type { Bounds, Deviations, RaisedEvents, RuleAlerts, UnexpectedPolicy } from './outcome.js';

const raisedAt = (...lines: number[]): RaisedEvents[] => lines.map((line) => [{ index: line - 1, line }]);

/** Creates a rule with alerts on these lines of files; a number means that many unlisted alerts. */
function rule(
  path: string,
  lines: Readonly<Record<string, readonly number[] | number>>,
  more: Partial<RuleAlerts> = {},
): RuleAlerts {
  const files = Object.entries(lines).map(([file, found]) => ({
    path: file,
    alerts: typeof found === 'number' ? found : found.length,
    raised: typeof found === 'number' ? [] : raisedAt(...found),
  }));
  const alerts = files.reduce((sum, file) => sum + file.alerts, 0);
  return { rule: path, id: undefined, name: undefined, notRun: undefined, alerts, files, ...more };
}

const texts = ({ unexpected, missing }: Deviations) => ({
  unexpected: unexpected.map(
    ({ rule: path, path: file, message, severity }) => `${path} ${file} ${severity}: ${message}`,
  ),
  missing: missing.map(({ rule: path, path: file, message }) => `${path} ${file}: ${message}`),
});

describe('alerts and expectations', () => {
  const fired = rule('a.toml', { 'x.ndjson': [1, 2], 'y.ndjson': [5] });
  const place = { path: 'e.yaml', line: 1, column: 1 };

  function compare(bounds: Bounds, file?: string, policy: UnexpectedPolicy = 'ignore', one = fired) {
    const covers = (path: string) => file === undefined || path === file;
    const checked = checkExpectations([{ rule: one, pattern: file, covers, bounds, place }]);
    return texts(compareWithExpectations([one, rule('b.toml', { 'x.ndjson': [9] })], checked, policy));
  }

  test.each<
    [bounds: Bounds, file: string | undefined, unexpected: string | undefined, missing: string | undefined]
  >([
    [{ exactly: 3 }, undefined, undefined, undefined],
    [{ exactly: 2 }, 'x.ndjson', undefined, undefined],
    [{ exactly: 0 }, 'z.ndjson', undefined, undefined],
    [{ at_least: 1, at_most: 3 }, undefined, undefined, undefined],
    [{ exactly: 2 }, undefined, 'expected exactly 2, found 3', undefined],
    [{ exactly: 4 }, undefined, undefined, 'expected exactly 4, found 3'],
    [{ at_most: 1 }, 'x.ndjson', 'expected at most 1, found 2', undefined],
    [{ at_least: 2 }, 'y.ndjson', undefined, 'expected at least 2, found 1'],
    [{ at_least: 4, at_most: 9 }, undefined, undefined, 'expected 4 to 9, found 3'],
  ])('%j in %s', (bounds, file, unexpected, missing) => {
    expect(compare(bounds, file)).toEqual({
      unexpected: unexpected === undefined ? [] : [`a.toml ${file} error: ${unexpected}`],
      missing: missing === undefined ? [] : [`a.toml ${file}: ${missing}`],
    });
  });

  test('alerts without an expectation fail, warn or are ignored', () => {
    const lines = (severity: string) => [
      `a.toml y.ndjson ${severity}: found 1 that no expectation covers`,
      `b.toml x.ndjson ${severity}: found 1 that no expectation covers`,
    ];
    expect(compare({ exactly: 2 }, 'x.ndjson', 'fail').unexpected).toEqual(lines('error'));
    expect(compare({ exactly: 2 }, 'x.ndjson', 'warn').unexpected).toEqual(lines('warning'));
    expect(compare({ exactly: 2 }, 'x.ndjson', 'ignore').unexpected).toEqual([]);
  });

  test('a rule that did not run meets no expectation', () => {
    const broken = rule('a.toml', {}, { notRun: 'no query' });
    expect(compare({ exactly: 0 }, undefined, 'ignore', broken).missing).toEqual([
      'a.toml undefined: expected exactly 0, but the rule did not run: no query',
    ]);
  });
});

describe('alerts and a baseline', () => {
  const events = new Map([
    ['x.ndjson', 10],
    ['y.ndjson', 10],
  ]);
  const compare = (
    before: readonly RuleAlerts[],
    now: readonly RuleAlerts[],
    policy: UnexpectedPolicy = 'fail',
    old: Baseline['events'] = events,
  ) => compareWithBaseline({ rules: before, events: old }, { rules: now, events, policy });

  test('the same alerts differ in nothing', () => {
    const rules = [
      rule('a.toml', { 'x.ndjson': [1, 2] }),
      rule('b.toml', {}),
      rule('c.toml', { 'y.ndjson': 5_000 }),
    ];
    expect(texts(compare(rules, rules))).toEqual({ unexpected: [], missing: [] });
  });

  test('names the events of new and lost alerts', () => {
    const found = compare(
      [rule('a.toml', { 'x.ndjson': [1, 2, 3] })],
      [rule('a.toml', { 'x.ndjson': [2, 3, 7, 8] })],
    );
    expect(texts(found)).toEqual({
      unexpected: ['a.toml x.ndjson error: 2 new, 3 before'],
      missing: ['a.toml x.ndjson: 1 lost of 3'],
    });
    expect(found.unexpected[0]?.events).toEqual(['x.ndjson:7', 'x.ndjson:8']);
    expect(found.missing[0]?.events).toEqual(['x.ndjson:1']);
  });

  const cases: Readonly<
    Record<string, [before: RuleAlerts[], now: RuleAlerts[], unexpected: string[], missing: string[]]>
  > = {
    'a new rule': [[], [rule('a.toml', { 'x.ndjson': [1] })], ['a.toml x.ndjson error: 1 new, 0 before'], []],
    'a rule that is gone': [
      [rule('a.toml', { 'x.ndjson': [1] })],
      [],
      [],
      ['a.toml x.ndjson: 1 lost of 1; the rule no longer exists'],
    ],
    'a rule that moved': [
      [rule('a.toml', { 'x.ndjson': [1] }, { id: '1' })],
      [rule('b.toml', { 'x.ndjson': [1] }, { id: '1' })],
      [],
      [],
    ],
    'two rules that were exchanged': [
      [rule('a.toml', { 'x.ndjson': [1] }, { id: '1' }), rule('b.toml', {}, { id: '2' })],
      [rule('a.toml', { 'x.ndjson': [1] }, { id: '2' }), rule('b.toml', {}, { id: '1' })],
      [],
      [],
    ],
    'a rule that does not run any more': [
      [rule('a.toml', { 'x.ndjson': [1] })],
      [rule('a.toml', {}, { notRun: 'broken' })],
      [],
      ['a.toml x.ndjson: 1 lost of 1; the rule did not run: broken'],
    ],
    'a file that is gone': [
      [rule('a.toml', { 'z.ndjson': [1] })],
      [rule('a.toml', {})],
      [],
      ['a.toml z.ndjson: 1 lost of 1; the file is not among the events'],
    ],
    'alerts that are not all named': [
      [rule('a.toml', { 'x.ndjson': 5_000 })],
      [rule('a.toml', { 'x.ndjson': 5_002 })],
      ['a.toml x.ndjson error: 2 new, 5000 before'],
      [],
    ],
  };
  test.each(Object.entries(cases))('%s', (_, [before, now, unexpected, missing]) => {
    expect(texts(compare(before, now))).toEqual({ unexpected, missing });
  });

  test('a file with other events is compared by the number of alerts', () => {
    const old = new Map([['x.ndjson', 9]]);
    const before = [rule('a.toml', { 'x.ndjson': [1, 2] })];
    expect(texts(compare(before, [rule('a.toml', { 'x.ndjson': [2, 3] })], 'fail', old))).toEqual({
      unexpected: [],
      missing: [],
    });
    expect(texts(compare(before, [rule('a.toml', { 'x.ndjson': [3] })], 'fail', old)).missing).toEqual([
      'a.toml x.ndjson: 1 lost of 2; the file had 9 events and has 10',
    ]);
  });

  test('new alerts can be warnings; lost ones always fail', () => {
    const [before, now] = [[rule('a.toml', { 'x.ndjson': [1] })], [rule('a.toml', { 'x.ndjson': [2] })]];
    expect(compare(before, now, 'warn').unexpected[0]?.severity).toBe('warning');
    expect(compare(before, now, 'ignore').unexpected).toEqual([]);
    expect(compare(before, now, 'ignore').missing[0]?.severity).toBe('error');
  });

  test.each([
    ['', 'the file is not valid JSON'],
    ['[]', 'the file is not a backtest report'],
    ['{"version":1,"findings":[]}', 'the file is not a backtest report'],
    ['{"version":2,"rules":[]}', 'the report has version 2, not 1'],
    ['{"version":1,"rules":[{"rule":"a.toml","alerts":[]}]}', 'the file is not a backtest report'],
    ['{"version":1,"rules":[{"rule":"a","files":[{"path":"x"}]}]}', 'the file is not a backtest report'],
  ])('a file that is no report: %s', (text, error) => {
    expect(parseBaseline(text)).toEqual({ ok: false, error });
  });
});

describe('the rule that a reference names', () => {
  const rules = [
    rule('rules/a.toml', {}, { id: '1', name: 'Same' }),
    rule('rules/b.toml', {}, { id: '2', name: 'Same' }),
    rule('other/b.toml', {}, { id: '3', name: 'Only' }),
    rule('c.toml', {}, { id: '4' }),
    rule('d.toml', {}, { id: '4' }),
  ];
  const find = ruleFinder(rules);

  test.each([
    ['1', 'rules/a.toml'],
    ['Only', 'other/b.toml'],
    ['rules/b.toml', 'rules/b.toml'],
    ['./rules/b.toml', 'rules/b.toml'],
    ['a.toml', 'rules/a.toml'],
  ])('%s', (reference, path) => {
    const found = find(reference);
    expect('rule' in found && found.rule.rule).toBe(path);
  });

  test.each([
    ['Same', 'ambiguous rule "Same": 2 rules match, rules/a.toml, rules/b.toml'],
    ['4', 'ambiguous rule "4": 2 rules match, c.toml, d.toml'],
    ['b.toml', 'ambiguous rule "b.toml": 2 rules match, rules/b.toml, other/b.toml'],
    ['Onyl', 'unknown rule "Onyl"'],
  ])('%s is an error', (reference, error) => {
    expect(find(reference)).toMatchObject({ error });
  });
});
