import { mutationSteps } from '../../../prove/mutation/mutate-rule.js';
import { writtenCase } from '../../../prove/synthesis/written-case.js';
import { fileEventsReader } from '../../../testing/files.js';
import { parseTestFile } from '../../../testing/parse-test-file.js';
import { confinedTests } from '../confined-tests.js';
import { givenRule, ruleInput, textOf } from '../given-rule.js';
import { inTime } from '../in-time.js';
import type { Tool } from '../tool.js';

/** What the tests of a rule do not notice. */
export const mutateRuleTool: Tool = {
  name: 'mutate_rule',
  title: 'Find what the tests of a rule miss',
  description:
    'Changes the rule in many ways and tells which changes no test notices, with a test case that would. A rule is proved when "survivors" is empty and the score is 100.',
  input: (z) => ({
    ...ruleInput(z),
    tests: z
      .string()
      .max(400_000)
      .optional()
      .describe('the YAML of a test file, in place of the one beside the rule'),
  }),
  async run(input, context) {
    const { path, rule, fields } = await givenRule(input, context);
    const beside = path === undefined ? undefined : confinedTests(path, context);
    const written =
      typeof input.tests === 'string' ? input.tests : beside && textOf(beside, context.files.shown(beside));
    const readEvents = beside
      ? fileEventsReader(beside, context.files.folder)
      : () => ({ ok: false as const, error: 'a text has no files beside it' });
    const report = await inTime(
      mutationSteps(rule, written === undefined ? undefined : parseTestFile(written), readEvents, fields),
    );
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
