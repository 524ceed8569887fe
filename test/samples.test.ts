import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.js';
import { format } from '../server/src/ide/format.js';
import { defaultConfiguration } from '../server/src/lint/configuration.js';
import type { Profile } from '../server/src/lint/lint.js';
import { lint } from '../server/src/lint/run.js';
import { mutateRule } from '../server/src/prove/mutation/mutate-rule.js';
import { readRule } from '../server/src/rule/rule.js';
import { coverClauses, isCovered } from '../server/src/testing/coverage.js';
import { fileEventsReader, testFileOf } from '../server/src/testing/files.js';
import { parseTestFile } from '../server/src/testing/parse-test-file.js';
import { runTestFile } from '../server/src/testing/run-test-file.js';
import { parseToml } from '../server/src/toml/document.js';
import { root } from './helpers/shared.js';

/** The sample rules of `rules/`: what `npm run demo` and the walkthrough show must be correct. */
const folder = join(root, 'rules');
const names = readdirSync(folder).filter((name) => name.endsWith('.toml'));

test('there is a sample of each kind that the documentation names', () => {
  const kinds = names.map((name) => {
    const { type, language } = readRule(parseToml(readFileSync(join(folder, name), 'utf8')));
    return language === undefined ? type : `${type} in ${language}`;
  });
  expect(new Set(kinds)).toEqual(
    new Set([
      'eql in eql',
      'query in kuery',
      'threshold in kuery',
      'new_terms in kuery',
      'threat_match in kuery',
      'machine_learning',
      'esql in esql',
    ]),
  );
});

describe.each(names)('%s', (name) => {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');

  test.each<Profile>(['default', 'elastic'])('has no finding in the profile %s', (profile) => {
    const problems = lint(analyse(text, { path: `rules/${name}` }), { ...defaultConfiguration, profile });
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  test('is formatted', () => {
    expect(format(text)).toBe(text);
  });

  const testPath = testFileOf(path);
  const file = parseTestFile(testPath === undefined ? '' : readFileSync(testPath, 'utf8'));

  test('has a test file without problems', () => {
    expect(testPath).toBeDefined();
    expect(file.problems).toEqual([]);
    expect(file.cases.length).toBeGreaterThan(0);
  });

  const rule = readRule(parseToml(text));
  const readEvents = fileEventsReader(testPath ?? path);
  const outcomes = testPath === undefined ? [] : runTestFile(rule, file, readEvents);
  test.each(outcomes.map((outcome) => [outcome.name, outcome] as const))('%s', (_, { status, message }) => {
    expect({ status, message: status === 'passed' ? message : undefined }).toEqual({
      status: 'passed',
      message: undefined,
    });
  });

  test('every clause of the query has a test that fails without it', () => {
    const missed = coverClauses(rule, file, readEvents).filter((clause) => !isCovered(clause));
    expect(missed).toEqual([]);
  });

  test('no change of the rule goes unnoticed', () => {
    const { survivors, score, failing } = mutateRule(rule, file, readEvents);
    expect(survivors.map(({ description }) => description)).toEqual([]);
    expect({ score, failing }).toEqual({ score: 100, failing: [] });
  });
});
