import { analyse } from '../../../analysis/analyse.js';
import { ruleDocument, ruleFields } from '../../../repository/rule-document.js';
import { searchRules } from '../../../repository/search-rules.js';
import { testFileOf } from '../../../testing/files.js';
import { readableRule } from '../given-rule.js';
import { Refusal } from '../refusal.js';
import type { Tool } from '../tool.js';

const mostRules = 5000;

/** A tool that finds rules by their properties. */
export const searchRulesTool: Tool = {
  name: 'search_rules',
  title: 'Search rules',
  description: `Finds rules by an expression in KQL over ${Object.keys(ruleFields).join(', ')}. Search before you write a rule: it may already exist.`,
  input: (z) => ({
    expression: z.string().min(1).max(2000).describe('KQL, such as technique: T1059* and severity: high'),
    folder: z.string().max(1000).optional().describe('folder of rules; the default is all'),
  }),
  async run({ expression, folder = '.' }, context) {
    const search = searchRules(String(expression));
    if ('problems' in search)
      throw new Refusal(
        search.problems
          .map(({ message, help }) => `${message}${help === undefined ? '' : ` (${help})`}`)
          .join('; '),
      );
    const paths = context.files.tomlFiles(String(folder));
    if (paths.length > mostRules) throw new Refusal(`there are more than ${mostRules} rules; pass a folder`);
    const rules: object[] = [];
    const notRead: object[] = [];
    let searched = 0;
    for (const path of paths) {
      const given = await readableRule(path, context, notRead);
      if (!given) continue;
      const { rule, shown } = given;
      if (rule.type === undefined) continue;
      searched++;
      const analysis = analyse(rule.document.text, { document: rule.document });
      const document = ruleDocument(analysis, {
        path: shown,
        hasTests: testFileOf(path) !== undefined,
      });
      if (!search.matches(document)) continue;
      rules.push({ rule: shown, name: rule.name, type: rule.type, severity: rule.table.severity });
    }
    return { searched, found: rules.length, rules, ...(notRead.length > 0 && { notRead }) };
  },
};
