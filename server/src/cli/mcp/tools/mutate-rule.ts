import { mutationSteps } from '../../../prove/mutation/mutate-rule.js';
import { writtenCase } from '../../../prove/synthesis/written-case.js';
import { parseTestFile } from '../../../testing/parse-test-file.js';
import { givenRule, ruleInput } from '../given-rule.js';
import { givenTests, testInput } from '../given-tests.js';
import { inTime } from '../in-time.js';
import type { Tool } from '../tool.js';

/** A tool that finds rule changes that a rule's tests do not notice. */
export const mutateRuleTool: Tool = {
  name: 'mutate_rule',
  title: 'Find what the tests of a rule miss',
  description:
    'Changes the rule in many ways and reports which changes no test notices, with a test case that would. A rule is proved when "survivors" is empty and the score is 100.',
  input: (z) => ({
    ...ruleInput(z),
    ...testInput(z),
  }),
  async run(input, context) {
    const given = await givenRule(input, context);
    const { text, readEvents } = givenTests(input, given, context);
    const tests = text === undefined ? undefined : parseTestFile(text);
    const report = await inTime(mutationSteps(given.rule, tests, readEvents, given.fields));
    return {
      ...(report.problem !== undefined && { problem: report.problem }),
      score: report.score ?? null,
      changes: report.mutants,
      noticed: report.killed,
      survivors: report.survivors.map(({ description, killer }) => ({
        change: description,
        ...(killer && { test: writtenCase(killer) }),
      })),
      undecided: report.undecided.length,
      failingTests: report.failing,
    };
  },
};
