import { featuresOf } from '../../../query/esql/features.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';
import { hasSince, minStackVersion } from '../schema/min-stack.js';

export default defineLint({
  id: 'esql-version-feature',
  severity: 'warning',
  language: esqlLanguage,
  summary: 'ES|QL feature unsupported by an older stack',
  why: 'The rule is shipped to every stack from `min_stack_version` on. A stack that does not support part of the query refuses the search, so the rule fails on every run.',
  avoid: `[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
min_stack_version = "8.19.0"
[rule]
type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where mv_contains(process.args, "--decode")'`,
  prefer: `[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
min_stack_version = "9.2.0"
[rule]
type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where mv_contains(process.args, "--decode")'`,

  check(analysis, report) {
    const tree = analysis.parsed(esqlLanguage)?.tree;
    const stack = minStackVersion(analysis);
    if (!tree || stack === undefined) return;
    for (const { name, since, span } of featuresOf(tree)) {
      if (hasSince(stack, since)) continue;
      report({
        span: analysis.queryToDocument(span),
        message: `${name} needs stack ${since}, but "min_stack_version" is ${stack}.`,
        help: `Set "min_stack_version" to ${since}.0, or write the query without it.`,
      });
    }
  },
});
