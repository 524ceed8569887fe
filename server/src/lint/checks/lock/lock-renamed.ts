import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isProtectedRule } from '../schema/protected-rule-helper.js';
import { lockedRule } from './locked-rule.js';

export default defineLint({
  id: 'lock-renamed',
  severity: 'information',
  profile: 'elastic',
  summary: 'Shipped rule with another name',
  why: 'A new name is allowed, but dashboards and exceptions that go by the name lose the rule.',
  avoid: `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
name = "B"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
  prefer: `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
name = "A"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const locked = lockedRule(analysis);
    if (!locked || rule.name === undefined || locked.name === '' || locked.name === rule.name) return;
    if (isProtectedRule(rule) || rule.name.trim() === '') return;
    report({
      span: valueSpan(document, ['rule', 'name']),
      message: `The rule was shipped with the name "${locked.name}".`,
    });
  },
});
