import { describe, expect, test } from 'vitest';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { runAsEngine } from '../engine/run-as-engine.js';
import { prepareRule } from './prepare-rule.js';
import type { RunProblem } from './unprepared.js';

const kinds = {
  query: 'type = "query"',
  threshold: 'type = "threshold"',
  newTerms: 'type = "new_terms"',
  threatMatch: 'type = "threat_match"',
  anomalies: 'type = "machine_learning"',
} as const;

function textOf(kind: keyof typeof kinds, rest: string): string {
  return `[metadata]\n[rule]\n${kinds[kind]}\nlanguage = "kuery"\nquery = "tag: x"\n${rest}\n`;
}

/** Returns the only problem of a rule that cannot run, with the source at its span in the file. */
function problemOf(text: string, asEngine = false): RunProblem & { readonly placed: string | undefined } {
  const rule = readRule(parseToml(text));
  const prepared = asEngine ? runAsEngine(rule, [], {}).prepared : prepareRule(rule, {}, { indicators: [] });
  if (prepared.ok) throw new Error('it runs');
  expect(prepared.problems).toHaveLength(1);
  const [problem] = prepared.problems;
  const { start, end } = problem!.inFile ?? {};
  return { ...problem!, placed: start === undefined ? undefined : text.slice(start, end) };
}

const history = '[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"';

describe('what keeps a rule from running stands at its key', () => {
  test.each<[kind: keyof typeof kinds, keys: string, message: string, placed: string]>([
    ['threshold', '', 'the "value" of the threshold must be 1 or more', '[rule]'],
    [
      'threshold',
      '[rule.threshold]\nfield = ["a"]',
      'the "value" of the threshold must be 1 or more',
      '[rule.threshold]',
    ],
    [
      'threshold',
      '[rule.threshold]\nfield = ["a"]\nvalue = "2"',
      'the "value" of the threshold must be 1 or more',
      '"2"',
    ],
    [
      'threshold',
      '[rule.threshold]\nfield = 3\nvalue = 2',
      'the "field" of the threshold is not a list of fields',
      '3',
    ],
    [
      'newTerms',
      `[rule.new_terms]\nfield = "new_terms_fields"\nvalue = []\n${history}`,
      'the "value" of the new terms is not a list of fields',
      '[]',
    ],
    [
      'newTerms',
      `from = "now-8d"\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a"]\n${history}`,
      'the history window starts at now-7d, which is not before "from" (now-8d)',
      '"now-7d"',
    ],
    [
      'newTerms',
      `from = "yesterday"\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a"]\n${history}`,
      '"from" of the rule is not a valid time, for example now-9m',
      '"yesterday"',
    ],
    [
      'threatMatch',
      'threat_query = "*:*"\n[[rule.threat_mapping]]\nentries = []',
      'entry 1 of "threat_mapping" has no entries',
      '[[rule.threat_mapping]]',
    ],
    ['anomalies', 'anomaly_threshold = 3', 'the rule has no "machine_learning_job_id"', '[rule]'],
  ])('%s %j', (kind, keys, message, placed) => {
    expect(problemOf(textOf(kind, keys))).toMatchObject({ code: 'not-runnable', message, placed });
  });

  test('a threat query in itself', () => {
    const mapping =
      '[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "a"\ntype = "mapping"\nvalue = "b"';
    const text = textOf('threatMatch', `threat_query = "a: b)"\n${mapping}`);
    const { start } = problemOf(text).inFile!;
    expect(text.slice(0, start)).toMatch(/threat_query = "a: b$/);
  });

  test('a filter that cannot be evaluated', () => {
    const filter = (query: string): string => `[[rule.filters]]\nquery = ${query}\n`;
    const text = textOf('query', filter('{exists = {field = "a"}}') + filter('{script = {}}'));
    const { inFile, ...problem } = problemOf(text);
    expect(problem).toMatchObject({ code: 'not-supported', placed: '[[rule.filters]]' });
    expect(inFile!.start).toBe(text.lastIndexOf('[[rule.filters]]'));
  });

  test('a time of the engine', () => {
    expect(problemOf(textOf('query', 'from = "yesterday"'), true)).toMatchObject({
      message: '"from" of the rule is not a valid time, for example now-9m',
      placed: '"yesterday"',
    });
  });

  test('a type and a query that are missing, TOML that is broken', () => {
    expect(problemOf('[metadata]\n[rule]\ntype = "foo"\n')).toMatchObject({
      message: 'the rule has an unknown type',
      placed: '"foo"',
    });
    expect(problemOf('[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\n')).toMatchObject({
      message: 'the rule has no query',
      placed: '[rule]',
    });
    expect(problemOf(textOf('query', 'index = [')).inFile?.start).toBeGreaterThan(40);
  });

  test('what is in the query has a place there', () => {
    const { inFile, span } = problemOf(textOf('query', '').replace('tag: x', 'tag: x)'));
    expect({ inFile, span }).toEqual({ inFile: undefined, span: { start: 6, end: 7 } });
  });
});

describe('parts of a wrong type', () => {
  test.each<[keys: string, message: string, placed: string]>([
    ['filters = "abc"', '"filters" must be a list of tables, not a string', '"abc"'],
    [
      'filters = [{query = {match_all = {}}}, 5]',
      '"filters" must be a list of tables, not a list with a number',
      '5',
    ],
    ['index = "logs-*"', '"index" must be a list of strings, not a string', '"logs-*"'],
    ['alert_suppression = "x"', '"alert_suppression" must be a table, not a string', '"x"'],
    ['alert_suppression = {group_by = "a"}', '"group_by" must be a list of strings, not a string', '"a"'],
    ['max_signals = 0', '"max_signals" must be at least 1, not 0', '0'],
    ['max_signals = "10"', '"max_signals" must be a whole number, not a string', '"10"'],
    ['severity_mapping = 5', '"severity_mapping" must be a list of tables, not a number', '5'],
    [
      '[[rule.severity_mapping]]\nfield = 3\noperator = "equals"\nvalue = "a"\nseverity = "low"',
      '"field" must be a string in quotes, not a number',
      '3',
    ],
    ['rule_name_override = 7', '"rule_name_override" must be a string in quotes, not a number', '7'],
    ['timestamp_override = 8', '"timestamp_override" must be a string in quotes, not a number', '8'],
  ])('%s', (keys, message, placed) => {
    expect(problemOf(textOf('query', keys))).toMatchObject({ code: 'not-runnable', message, placed });
  });

  test.each(['building_block_type = "default"', 'max_signals = 5000', 'filters = []'])('%s runs', (keys) => {
    expect('planned' in prepareRule(readRule(parseToml(textOf('query', keys))), {})).toBe(true);
  });
});
