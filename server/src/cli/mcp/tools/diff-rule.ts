import { compareRules } from '../../../prove/diff/compare-rules.js';
import { readRule } from '../../../rule/rule.js';
import { parseToml } from '../../../toml/document.js';
import { givenRule, longestText, ruleInput } from '../given-rule.js';
import type { Tool } from '../tool.js';

/** Time limit in milliseconds for finding events that only one version matches. */
const longestSearch = 10_000;

/** A tool that shows how a rule change affects its alerts. */
export const diffRule: Tool = {
  name: 'diff_rule',
  title: 'Compare two versions of a rule',
  description:
    'Says whether a changed rule raises alerts on the same events, fewer, more or others, with an event for each difference. Give the new version as "rule" or "text", the old one as "before".',
  input: (z) => ({
    ...ruleInput(z),
    before: z.string().max(longestText).describe('the TOML of the old version'),
  }),
  async run(input, context) {
    const { rule, fields } = await givenRule(input, context);
    const { status, formattingOnly, structure, logic, witnesses, problem } = compareRules(
      readRule(parseToml(String(input.before))),
      rule,
      fields,
      longestSearch,
    );
    return { status, formattingOnly, logic, witnesses, structure, ...(problem !== undefined && { problem }) };
  },
};
