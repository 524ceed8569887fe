import { tuneRule } from '../../../authoring/tune/tune-rule.js';
import { tunedCases } from '../../../authoring/tune/tuned-cases.js';
import { withFields } from '../../../evaluate/prepare/rule-inputs.js';
import { parseTestFile } from '../../../testing/parse-test-file.js';
import { documents, documentsOf, eventsOfFile, type GivenEvents } from '../given-events.js';
import { givenRule, ruleInput } from '../given-rule.js';
import { givenTests } from '../given-tests.js';
import { Refusal } from '../refusal.js';
import type { Input, Tool, ToolContext } from '../tool.js';

/** A tool that suggests exclusions for a rule. */
export const tuneRuleTool: Tool = {
  name: 'tune_rule',
  title: 'Exclude false positives',
  description:
    'Finds the smallest trustworthy exclusion that removes every alert on the false positives and keeps each on the true positives and every test that passes. The changed rule was run. Nothing is written.',
  input: (z) => ({
    ...ruleInput(z),
    false_positives: documents(z, 'events that raise alerts and should not'),
    false_positives_file: z.string().max(1000).optional().describe('path of a file with these events'),
    true_positives: documents(z, 'events whose alerts must stay'),
    true_positives_file: z.string().max(1000).optional().describe('path of a file with these events'),
    as: z
      .enum(['exclusion', 'exception'])
      .optional()
      .describe('a condition of the query, or an exception item'),
  }),
  async run(input, context) {
    const given = await givenRule(input, context);
    const { rule, fields } = given;
    const { text: tests, readEvents } = givenTests({}, given, context);
    const falsePositives = eventsOf(input, 'false_positives', context);
    const truePositives = eventsOf(input, 'true_positives', context);
    const inputs = withFields({}, fields);
    const tuning = tuneRule({
      rule,
      falsePositives,
      truePositives,
      tests: tests === undefined ? undefined : parseTestFile(tests),
      readEvents,
      inputs,
      as: input.as === 'exception' ? 'exception' : 'exclusion',
      most: 4,
      frameOf: () => ({
        id: globalThis.crypto.randomUUID(),
        name: `${rule.name ?? 'rule'}: false positives`,
        description: 'Removes alerts that were found to be false positives.',
      }),
    });
    if (!tuning.ok) throw new Refusal(tuning.error);
    const { exclusions, step, text, items, silent, removed, kept, passing, warnings } = tuning;
    return {
      exclusions,
      ...(step !== undefined && { step }),
      ...(items.length > 0 ? { items } : { text }),
      checked: { removed, kept, tests: passing, silent },
      warnings,
      testCases: tunedCases(rule, tuning, falsePositives, truePositives, inputs),
    };
  },
};

function eventsOf(input: Input, key: string, context: ToolContext): GivenEvents {
  const path = input[`${key}_file`];
  if (typeof path === 'string' && input[key] !== undefined)
    throw new Refusal(`give either "${key}" or "${key}_file"`);
  if (typeof path === 'string') return eventsOfFile(path, context);
  return { events: documentsOf(input[key]), addressOf: (number) => `${key}[${number}]` };
}
