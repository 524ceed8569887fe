import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRule } from '../../server/src/rule/rule.js';
import { fileEventsReader } from '../../server/src/testing/files.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import { runTestFile } from '../../server/src/testing/run-test-file.js';
import { parseToml } from '../../server/src/toml/document.js';
import { referenceFolder, root, sharedMissing } from '../helpers/shared.js';

/**
 * Tests of well-known ES|QL rules, each named after its rule, as the rule's author could have written them.
 */
const folder = join(root, 'test/corpus/known-rules');
const ending = '.tests.yaml';
const testFiles = readdirSync(folder).filter((name) => name.endsWith(ending));

const corpus = referenceFolder('corpus');
const rulePaths = new Map(
  (corpus === undefined ? [] : readdirSync(corpus, { recursive: true, encoding: 'utf8' })).map((path) => [
    basename(path, '.toml'),
    join(corpus ?? '', path),
  ]),
);

describe.skipIf(corpus === undefined)(
  `tests of shipped ES|QL rules${corpus === undefined ? ` (${sharedMissing})` : ''}`,
  () => {
    test('there are ten', () => {
      expect(testFiles).toHaveLength(10);
    });

    describe.each(testFiles)('%s', (name) => {
      const path = join(folder, name);
      const file = parseTestFile(readFileSync(path, 'utf8'));

      test('has no problem, a case that alerts and one that does not', () => {
        expect(file.problems).toEqual([]);
        expect(new Set(file.cases.map((one) => one.expect.alerts === 0))).toEqual(new Set([true, false]));
      });

      const rulePath = rulePaths.get(basename(name, ending));
      test('has a rule', () => {
        expect(rulePath).toBeDefined();
      });
      if (rulePath === undefined) return;
      const rule = readRule(parseToml(readFileSync(rulePath, 'utf8')));
      const outcomes = runTestFile(rule, file, fileEventsReader(path));
      test.each(outcomes.map((outcome) => [outcome.name, outcome] as const))('%s', (_, outcome) => {
        const { status, message } = outcome;
        expect({ status, message }).toEqual({ status: 'passed', message: undefined });
      });
    });
  },
);
