import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { levelOf } from './configuration.js';
import { findConfiguration, pathInConfiguration } from './files.js';
import { parseConfiguration } from './parse-configuration.js';
import { lintRule } from './run.js';

describe('parseConfiguration', () => {
  test('everything', () => {
    const { configuration, problems } = parseConfiguration(
      [
        'profile: elastic',
        'checks: {field-unknown: error, value-open: off}',
        'ignore: [drafts/**]',
        'overrides:',
        '  - paths: [legacy/**]',
        '    checks: {field-unknown: hint}',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(configuration.profile).toBe('elastic');
    expect(levelOf('field-unknown', 'rules/a.toml', configuration)).toBe('error');
    expect(levelOf('field-unknown', 'legacy/a.toml', configuration)).toBe('hint');
    expect(levelOf('value-open', undefined, configuration)).toBe('off');
    expect(levelOf('schedule-gap', 'rules/a.toml', configuration)).toBeUndefined();
  });

  test.each([
    ['profil: elastic', 'profil', 'Unknown key "profil".', 'Did you mean "profile"?'],
    [
      'checks: {field-unknwn: error}',
      'field-unknwn',
      'Unknown key "field-unknwn".',
      'Did you mean "field-unknown"?',
    ],
    ['checks: {field-unknown: fatal}', 'fatal', '"field-unknown" cannot be "fatal".', undefined],
    ['ignore: drafts', 'drafts', '"ignore" must be a list of path patterns.', undefined],
    ['- profile', '- profile', 'The configuration must be a map of keys.', undefined],
  ])('%s', (text, place, message, help) => {
    const { problems } = parseConfiguration(text);
    expect(problems).toHaveLength(1);
    const { span } = problems[0]!;
    expect(text.slice(span.start, span.end).trim()).toBe(place);
    expect(problems[0]).toMatchObject({ code: 'configuration', message, ...(help ? { help } : {}) });
  });

  test('an empty file and a broken one give the defaults', () => {
    expect(parseConfiguration('').problems).toEqual([]);
    const broken = parseConfiguration('checks: {a: [');
    expect(broken.problems.length).toBeGreaterThan(0);
    expect(broken.configuration.profile).toBe('default');
  });
});

describe('findConfiguration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rulewright-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the nearest file above counts', () => {
    const below = join(folder, 'rules/linux');
    mkdirSync(below, { recursive: true });
    writeFileSync(join(folder, '.rulewright.yaml'), 'checks: {value-open: off}');
    const found = findConfiguration(below);
    expect(found.path).toBe(join(folder, '.rulewright.yaml'));
    expect(found.configuration.checks).toEqual({ 'value-open': 'off' });
    expect(pathInConfiguration(join(below, 'a.toml'), found)).toBe('rules/linux/a.toml');
  });

  test('a checkout of detection-rules has the profile elastic', () => {
    const checkout = join(folder, 'checkout');
    mkdirSync(join(checkout, 'detection_rules/etc'), { recursive: true });
    mkdirSync(join(checkout, 'rules'));
    writeFileSync(join(checkout, 'detection_rules/etc/version.lock.json'), '{}');
    expect(findConfiguration(join(checkout, 'rules')).configuration.profile).toBe('elastic');
    expect(findConfiguration(folder).configuration.profile).toBe('default');
  });
});

describe('lintRule', () => {
  const text = (query: string): string =>
    `[metadata]\ncreation_date = "2026/01/05"\nupdated_date = "2026/01/05"\n[rule]\nauthor = []\ndescription = "d"\nname = "x"\nrisk_score = 1\nseverity = "low"\nrule_id = "00000000-0000-4000-8000-000000000001"\ntype = "eql"\nlanguage = "eql"\nquery = '''\n${query}\n'''\n`;
  const codes = (written: string, checks = {}): string[] =>
    lintRule(written, { configuration: { profile: 'default', checks, ignore: [], overrides: [] } }).map(
      ({ code, severity }) => `${severity} ${code}`,
    );

  test('finds, levels and leaves out', () => {
    const wrong = text('process where proces.name == "sh"');
    expect(codes(wrong)).toEqual(['warning field-unknown']);
    expect(codes(wrong, { 'field-unknown': 'error' })).toEqual(['error field-unknown']);
    expect(codes(wrong, { 'field-unknown': 'off' })).toEqual([]);
  });

  test.each([
    [
      'above the line in the query',
      text('process where\n// rulewright-ignore field-unknown\nproces.name == "sh"'),
      [],
    ],
    [
      'at the end of the line',
      text('process where proces.name == "sh" // rulewright-ignore field-unknown'),
      [],
    ],
    [
      'another code',
      text('process where proces.name == "sh" // rulewright-ignore value-typo'),
      ['warning field-unknown', 'information suppression-unused'],
    ],
    [
      'another line',
      text('process where proces.name == "sh"\n and\n// rulewright-ignore field-unknown\n true'),
      ['warning field-unknown', 'information suppression-unused'],
    ],
    [
      'above the key, for the whole query',
      text('process where\n proces.name == "sh"').replace(
        'query =',
        '# rulewright-ignore field-unknown, value-typo\nquery =',
      ),
      ['information suppression-unused'],
    ],
    [
      'above another key',
      text('process where proces.name == "sh"').replace(
        'type =',
        '# rulewright-ignore field-unknown\ntype =',
      ),
      ['information suppression-unused', 'warning field-unknown'],
    ],
    ['in a text', text('process where process.name == "// rulewright-ignore no-such"'), []],
    ['behind a text', text('process where proces.name == "//" // rulewright-ignore field-unknown'), []],
    [
      'with two codes and no comma between them',
      text('process where proces.name == "cmd*"').replace(
        'query =',
        '# rulewright-ignore field-unknown wildcard-in-exact\nquery =',
      ),
      [],
    ],
    ['in capitals', text('process where proces.name == "sh" // Rulewright-Ignore: field-unknown'), []],
    [
      'that disables',
      text('process where process.name == "sh" // rulewright-disable field-unknown'),
      ['warning suppression-unused'],
    ],
    [
      'without a code',
      text('process where process.name == "sh" // rulewright-ignore'),
      ['warning suppression-unused'],
    ],
    [
      'for the whole file, which there is not',
      text('process where process.name == "sh"').replace('type =', '# rulewright-ignore-file x\ntype ='),
      ['warning suppression-unused'],
    ],
    [
      'between stars',
      text('process where process.name == "sh" /* rulewright-ignore field-unknown */'),
      ['warning suppression-unused'],
    ],
    [
      'in KQL, which has no comments',
      text('process.name: sh // rulewright-ignore no-such')
        .replace('language = "eql"', 'language = "kuery"')
        .replace('type = "eql"', 'type = "query"'),
      ['warning kql-misread-value'],
    ],
    [
      'for what is not TOML',
      text('process where process.name == "sh"').replace(
        'type =',
        '# rulewright-ignore toml-syntax\ntype = x\ntype =',
      ),
      ['error toml-syntax'],
    ],
  ])('a comment %s', (_, written, expected) => expect(codes(written)).toEqual(expected));

  test.each([
    ['nothing', ''],
    ['binary', '\u0000\u0001\ufffd'],
    ['one long line', 'x'.repeat(1_000_000)],
    ['a version that almost is one', `[metadata]\nmin_stack_version = "1.1${'.11'.repeat(5000)}!"\n[rule]\n`],
    ['other TOML', '[package]\nname = "x"\n'],
    ['tables of the wrong kind', 'rule = 1\nmetadata = []\n'],
    [
      'wrong types everywhere',
      '[metadata]\nmaturity = 1\n[rule]\nname = []\ntype = {}\nthreat = "x"\nquery = 5\n',
    ],
  ])('any text: %s', (_, written) => {
    for (const { span } of lintRule(written)) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(written.length);
    }
  });

  test.each([
    ['a header that is not closed', '[rule]', '[rule'],
    ['a header with a blank', '[rule]', '[ru le]'],
    ['a value that is not closed', 'severity = "low"', 'severity = "lo'],
    ['no value', 'severity = "low"', 'severity ='],
    ['a list that is not closed', 'author = []', 'author = ["x"'],
    ['a query that is not closed', "\n'''\n", '\n'],
  ])('one finding for one cause: %s', (_, whole, broken) => {
    const good = text('process where true');
    expect(good).toContain(whole);
    const at = good.lastIndexOf(whole);
    expect(codes(good.slice(0, at) + broken + good.slice(at + whole.length))).toEqual(['error toml-syntax']);
  });

  test('what echoes a check that echoes another is left out as well', () => {
    const query =
      'process.parent.name: (w3wp.exe or php.exe, cmd.exe) and not (process.parent.name: php.exe and host.id: a)';
    const kql = text(query).replace('type = "eql"\nlanguage = "eql"', 'type = "query"\nlanguage = "kuery"');
    expect(codes(kql)).toEqual(['warning kql-misread-value']);
    expect(codes(kql.replace(', cmd.exe', ''))).toEqual([]);
  });

  test('a deprecated rule is left as it is', () => {
    const wrong = text('process where proces.name = "sh"').replace(
      '[rule]',
      'maturity = "deprecated"\n[rule]',
    );
    expect(codes(wrong)).toEqual([]);
  });
});

test('rules in each language get the checks of their language, in any order', () => {
  const rules: Readonly<Record<string, string>> = {
    'eql-affix-pattern':
      'language = "eql"\ntype = "eql"\nquery = \'process where endsWith(process.executable, "*.exe")\'',
    'kql-keyword-case': 'language = "kuery"\ntype = "query"\nquery = \'process.name: a OR process.name: b\'',
    'esql-null-comparison':
      'language = "esql"\ntype = "esql"\nquery = \'from logs-* metadata _id, _index, _version | where process.name == null\'',
  };
  const { configuration } = parseConfiguration('profile: elastic');
  const ownCodes = (text: string): string[] =>
    lintRule(`[metadata]\n[rule]\n${text}\n`, { configuration })
      .map(({ code }) => code)
      .filter((code) => Object.hasOwn(rules, code));
  const names = Object.keys(rules);
  for (const order of [names, [...names].reverse()])
    for (const name of order) expect(ownCodes(rules[name]!)).toEqual([name]);
});
