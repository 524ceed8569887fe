import { compareVersions } from '../../../rule/checkout/versions.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { fileSpan, isCustomRule } from '../files/file-place.js';

export default defineLint({
  id: 'deprecation-missing',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'test_all_rules.test_deprecated_rules',
  summary: 'Active rule listed in deprecated_rules.json',
  why: 'Its users have already been informed that it is going away.',
  avoid: `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/deprecated_rules.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "stack_version": "8.19"}}
#- detection_rules/etc/packages.yaml
package: {name: '9.6'}`,
  prefer: `#- rules/a.toml
[metadata]
maturity = "deprecated"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/deprecated_rules.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "stack_version": "8.19"}}
#- detection_rules/etc/packages.yaml
package: {name: '9.6'}`,

  check(analysis, report) {
    const { rule, document, checkout } = analysis;
    if (!checkout || rule.id === undefined || isCustomRule(analysis)) return;
    const entry = checkout.deprecated.get(rule.id);
    if (!entry) return;
    const { stackVersion } = entry;
    const version = checkout.packageVersion;
    if (stackVersion && version && compareVersions(stackVersion, version) > 0) return;
    report({
      span: rule.maturity === undefined ? fileSpan(analysis) : valueSpan(document, ['metadata', 'maturity']),
      message:
        'The rule is listed in deprecated_rules.json, but the file does not say that it is deprecated.',
      help: 'Set "maturity" to "deprecated" and move the file to the folder _deprecated, or write a rule with a new id.',
    });
  },
});
