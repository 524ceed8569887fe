import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { lockedRule } from './locked-rule.js';

export default defineLint({
  id: 'lock-demotion',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'test_all_rules.test_rule_demotions',
  judges: ['maturity'],
  echoes: ['maturity-enum'],
  summary: 'Shipped rule that is no longer in production',
  why: 'The rule would disappear from the package, and its users would never know.',
  avoid: `#- rules/a.toml
[metadata]
maturity = "development"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
  prefer: `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,

  check(analysis, report) {
    const { maturity, document } = analysis.rule;
    if (maturity === undefined || maturity === 'production' || !lockedRule(analysis)) return;
    report({
      span: valueSpan(document, ['metadata', 'maturity']),
      message: `The rule has been shipped, so its maturity must be "production" or "deprecated", not "${maturity}".`,
    });
  },
});
