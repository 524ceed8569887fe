import { describe, expect, test } from 'vitest';
import { parseExpectations } from './parse-expectations.js';

describe('a file of expectations', () => {
  test('has bounds for rules, in all files or in some', () => {
    const { unexpected, expectations, problems } = parseExpectations(`defaults: {unexpected: fail}
expectations:
  - {rule: A, exactly: 0}
  - {rule: B, file: "benign/**", at_least: 1, at_most: 3}
`);
    expect(problems).toEqual([]);
    expect(unexpected).toBe('fail');
    expect(expectations.map(({ rule, file, bounds }) => [rule, file?.pattern, bounds])).toEqual([
      ['A', undefined, { exactly: 0 }],
      ['B', 'benign/**', { at_least: 1, at_most: 3 }],
    ]);
  });

  test('takes the key names of rsigma, and JSON', () => {
    const { unexpected, expectations, problems } = parseExpectations(
      '{"defaults": {"unexpected_detections": "warn"}, "expectations": [{"rule": "A", "corpus": "a.ndjson", "at_most": 2}]}',
    );
    expect(problems).toEqual([]);
    expect(unexpected).toBe('warn');
    expect(expectations[0]?.file?.pattern).toBe('a.ndjson');
  });

  test.each<[text: string, message: string, marked: string]>([
    ['rules: []', 'unknown key "rules" in a file of expectations', 'rules'],
    ['{}', 'the file has no "expectations"', ''],
    ['[]', 'a file of expectations must be a map of keys and values', '[]'],
    ['expectations: {}', '"expectations" must be a list', '{}'],
    ['expectations: [A]', 'an expectation must be a map of keys and values', 'A'],
    ['expectations: [{exactly: 1}]', 'the expectation has no rule', 'exactly'],
    [
      'expectations: [{rule: A}]',
      'the expectation has no number: add "exactly", "at_least" or "at_most"',
      'rule',
    ],
    [
      'expectations: [{rule: A, exactly: 1, at_most: 2}]',
      '"exactly" cannot be combined with "at_least" or "at_most"',
      'rule',
    ],
    [
      'expectations: [{rule: A, at_least: 3, at_most: 2}]',
      '"at_least" (3) is greater than "at_most" (2)',
      'rule',
    ],
    ['expectations: [{rule: A, exactly: 1.5}]', '"exactly" must be a whole number from 0', '1.5'],
    ['expectations: [{rule: A, exactly: -1}]', '"exactly" must be a whole number from 0', '-1'],
    ['expectations: [{rule: A, exactly: "1"}]', '"exactly" must be a whole number from 0', '"1"'],
    ['expectations: [{rule: [A], exactly: 1}]', '"rule" must be a string', '[A]'],
    [
      'expectations: [{rule: A, exactly: 1, file: a, corpus: b}]',
      'an expectation has either "file" or "corpus"',
      'corpus',
    ],
    [
      'expectations: [{rule: A, exactli: 1, exactly: 1}]',
      'unknown key "exactli" in an expectation',
      'exactli',
    ],
    ['{defaults: {unexpected: no}, expectations: []}', '"unexpected" must be fail, warn, ignore', 'no'],
    ['defaults: {other: 1}\nexpectations: []', 'unknown key "other" in "defaults"', 'other'],
    [
      'expectations: [',
      'not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      '',
    ],
  ])('reports what cannot be used: %s', (text, message, marked) => {
    const { problems } = parseExpectations(text);
    expect(problems[0]).toMatchObject({ code: 'expectation-file', severity: 'error', message });
    const { start, end } = problems[0]!.span;
    expect(text.slice(start, end)).toBe(marked);
  });

  test('an expectation with an error does not keep the others from being read', () => {
    const { expectations, problems } = parseExpectations(
      'expectations: [{rule: A}, {rule: B, exactly: 1}, {rule: C, at_most: x}]',
    );
    expect(expectations.map(({ rule }) => rule)).toEqual(['B']);
    expect(problems).toHaveLength(2);
  });
});
