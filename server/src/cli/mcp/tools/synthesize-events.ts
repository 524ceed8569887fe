import { synthesisSteps } from '../../../prove/synthesis/synthesize.js';
import { writtenCase } from '../../../prove/synthesis/written-case.js';
import { givenRule, ruleInput } from '../given-rule.js';
import { inTime } from '../in-time.js';
import type { Tool } from '../tool.js';

/** A tool that creates events for a rule, each verified by a run. */
export const synthesizeEvents: Tool = {
  name: 'synthesize_events',
  title: 'Make events for a rule',
  description:
    'Makes events that the rule matches, and near misses that fail exactly one condition each. Each was run on the rule. They are test cases that write_test can add.',
  input: (z) => ({
    ...ruleInput(z),
    kind: z.enum(['match', 'near-miss', 'both']).optional().describe('what to generate; the default is both'),
  }),
  async run(input, context) {
    const { rule, fields } = await givenRule(input, context);
    const { kind = 'both' } = input;
    const request = { match: kind !== 'near-miss', nearMisses: kind !== 'match', eachValue: false, seed: 0 };
    const { cases, failures } = await inTime(synthesisSteps(rule, request, fields));
    return {
      cases: cases.map(writtenCase),
      notMade: failures.map(({ name, reason }) => ({ condition: name, reason })),
    };
  },
};
