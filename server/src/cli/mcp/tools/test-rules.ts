import { fileEventsReader } from '../../../testing/files.js';
import { parseTestFile } from '../../../testing/parse-test-file.js';
import { runTestFile } from '../../../testing/run-test-file.js';
import { confinedTests } from '../confined-tests.js';
import { givenRule, ruleInput, textOf } from '../given-rule.js';
import { Refusal } from '../refusal.js';
import type { Tool } from '../tool.js';

/** What the tests of a rule come to. */
export const testRules: Tool = {
  name: 'test_rule',
  title: 'Run the tests of a rule',
  description:
    'Runs the test file beside a rule (<rule>.tests.yaml), or tests given as text, and says of each failure which condition decided.',
  input: (z) => ({
    ...ruleInput(z),
    tests: z
      .string()
      .max(400_000)
      .optional()
      .describe('the YAML of a test file, in place of the one beside the rule'),
  }),
  async run(input, context) {
    const given = await givenRule(input, context);
    const beside = given.path === undefined ? undefined : confinedTests(given.path, context);
    const written =
      typeof input.tests === 'string' ? input.tests : beside && textOf(beside, context.files.shown(beside));
    if (written === undefined)
      throw new Refusal(`there is no test file beside ${given.shown}; write one, or pass "tests"`);
    const file = parseTestFile(written);
    const readEvents =
      beside === undefined
        ? () => ({ ok: false as const, error: 'a text has no files beside it' })
        : fileEventsReader(beside, context.files.folder);
    const outcomes = runTestFile(given.rule, file, readEvents, undefined, given.fields);
    return {
      passed: outcomes.filter(({ status }) => status === 'passed').length,
      notPassed: outcomes
        .filter(({ status }) => status !== 'passed')
        .map(({ name, status, message, explanation }) => ({
          name,
          status,
          message,
          explanation: explanation.join('\n'),
        })),
      problems: file.problems.map(({ message }) => message),
    };
  },
};
