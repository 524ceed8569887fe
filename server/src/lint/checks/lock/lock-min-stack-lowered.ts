import { compareVersions } from '../../../rule/checkout/versions.js';
import { keySpan, valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { minStackVersion } from '../schema/min-stack.js';
import { lockedRule } from './locked-rule.js';

export default defineLint({
  id: 'lock-min-stack-lowered',
  severity: 'warning',
  profile: 'elastic',
  counterpart: 'version_lock.manage_versions',
  judges: ['min_stack_version'],
  echoes: ['min-stack-known', 'min-stack-supported', 'min-stack-format'],
  summary: 'Shipped rule that now works on an older stack',
  why: 'Older stacks have separate versions of the rule, whose numbers would be reused.',
  avoid: `#- rules/a.toml
[metadata]
min_stack_version = "9.3.0"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3, "min_stack_version": "9.4"}}`,
  prefer: `#- rules/a.toml
[metadata]
min_stack_version = "9.4.0"
[rule]
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3, "min_stack_version": "9.4"}}`,

  check(analysis, report) {
    const { document, rule } = analysis;
    const shipped = lockedRule(analysis)?.minStackVersion;
    if (shipped === undefined) return;
    const version = minStackVersion(analysis);
    const oldest = analysis.checkout?.stacks[0]?.version;
    if (version === undefined) {
      if (rule.metadata.min_stack_version !== undefined || oldest === undefined) return;
      if (compareVersions(oldest, shipped) >= 0) return;
    } else if (compareVersions(version, shipped) >= 0) return;
    report({
      span: version
        ? valueSpan(document, ['metadata', 'min_stack_version'])
        : keySpan(document, ['rule', 'rule_id']),
      message: `The rule was shipped for stacks from ${shipped} on, but now it is for ${version ?? oldest} too.`,
      help: `Set "min_stack_version" to "${shipped}" or later.`,
    });
  },
});
