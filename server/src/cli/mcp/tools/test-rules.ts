import { parseTestFile } from '../../../testing/parse-test-file.js';
import { runTestFile } from '../../../testing/run-test-file.js';
import { givenRule, ruleInput } from '../given-rule.js';
import { givenTests, testInput } from '../given-tests.js';
import { Refusal } from '../refusal.js';
import type { Tool } from '../tool.js';

/** A tool that runs a rule's tests. */
export const testRules: Tool = {
  name: 'test_rule',
  title: 'Run the tests of a rule',
  description:
    'Runs the test file next to a rule (<rule>.tests.yaml), or tests passed as text, and says which condition decided each failure.',
  input: (z) => ({
    ...ruleInput(z),
    ...testInput(z),
  }),
  async run(input, context) {
    const given = await givenRule(input, context);
    const { text, readEvents } = givenTests(input, given, context);
    if (text === undefined)
      throw new Refusal(`no test file next to ${given.shown}; write one, or pass "tests"`);
    const file = parseTestFile(text);
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
