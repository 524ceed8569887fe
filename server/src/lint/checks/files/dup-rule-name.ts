import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isOriginal } from './copies.js';

export default defineLint({
  id: 'dup-rule-name',
  severity: 'warning',
  elasticSeverity: 'error',
  scope: 'any',
  counterpart: 'rule_loader.assert_new',
  summary: 'Two rules with the same name',
  why: 'Nobody can tell their alerts apart.',
  avoid: `#- rules/b.toml
name = "Shell Started"
#- rules/a.toml
name = "Shell Started"
rule_id = "00000000-0000-4000-8000-00000000000b"`,
  prefer: `#- rules/b.toml
name = "Shell Started by a Web Server"
#- rules/a.toml
name = "Shell Started"
rule_id = "00000000-0000-4000-8000-00000000000b"`,

  check(analysis, report) {
    const { rule, others, document } = analysis;
    if (rule.name === undefined || !others) return;
    const same = others.withName(rule.name);
    const other = same.find(({ deprecated }) => deprecated === rule.deprecated);
    // A copy of the rule is reported at its id.
    if (!other || (rule.id !== undefined && others.withId(rule.id).some(({ path }) => path === other.path)))
      return;
    if (isOriginal(analysis, other)) return;
    report({
      span: valueSpan(document, ['rule', 'name']),
      message: `Another rule has the same name: ${other.path}.`,
      help: 'Give one of them a distinct name.',
    });
  },
});
