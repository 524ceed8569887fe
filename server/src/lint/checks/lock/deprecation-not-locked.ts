import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'deprecation-not-locked',
  severity: 'error',
  profile: 'elastic',
  scope: 'deprecated',
  counterpart: 'test_all_rules.test_deprecated_rules',
  summary: 'Deprecated rule that was never shipped',
  why: 'Nobody has the rule, so there is nobody to inform.',
  avoid: `#- rules/_deprecated/a.toml
[metadata]
maturity = "deprecated"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000b"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
  prefer: `#- rules/_deprecated/a.toml
[metadata]
maturity = "deprecated"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,

  check({ rule, document, checkout }, report) {
    if (!checkout || checkout.settings.bypassVersionLock || checkout.locked.size === 0) return;
    if (rule.id === undefined || checkout.locked.has(rule.id)) return;
    report({
      span: valueSpan(document, ['metadata', 'maturity']),
      message: 'The rule was never shipped, so it does not have to be deprecated.',
      help: 'Delete the file.',
    });
  },
});
