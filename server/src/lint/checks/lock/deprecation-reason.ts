import { keySpan, valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'deprecation-reason',
  severity: 'error',
  profile: 'elastic',
  scope: 'deprecated',
  counterpart: 'test_all_rules.test_newly_deprecated_rules_have_reason',
  summary: 'Newly deprecated rule without a reason',
  why: 'The reason tells its users why it is going away.',
  avoid: `#- rules/_deprecated/a.toml
[metadata]
maturity = "deprecated"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/deprecated_rules.json
{}`,
  prefer: `#- rules/_deprecated/a.toml
[metadata]
maturity = "deprecated"
deprecated_reason = "Another rule covers it."
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/deprecated_rules.json
{}`,

  check({ rule, document, checkout }, report) {
    const { deprecated_reason: reason } = rule.metadata;
    if (!checkout || rule.id === undefined || document.problems.length > 0) return;
    if (checkout.deprecated.has(rule.id) || (typeof reason === 'string' && reason.trim() !== '')) return;
    report({
      span:
        reason === undefined
          ? valueSpan(document, ['metadata', 'maturity'])
          : keySpan(document, ['metadata', 'deprecated_reason']),
      message: '[metadata] must say in "deprecated_reason" why the rule is deprecated.',
    });
  },
});
