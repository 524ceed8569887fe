import { compareVersions } from '../../../rule/checkout/versions.js';
import { keySince } from '../../../rule/schema/key-versions.js';
import { keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { oldestStack } from './min-stack.js';

export default defineLint({
  id: 'restricted-fields',
  severity: 'information',
  counterpart: 'test_all_rules.test_rule_backports_for_restricted_fields',
  summary: 'Key unsupported by the oldest stack',
  why: 'Older stacks refuse the rule or drop the key.',
  avoid: `[metadata]
min_stack_version = "8.2.0"
[rule]
setup = "Install it."`,
  prefer: `[metadata]
min_stack_version = "8.3.0"
[rule]
setup = "Install it."`,

  check(analysis, report) {
    const { table, document } = analysis.rule;
    const oldest = oldestStack(analysis);
    if (oldest === undefined || compareVersions(oldest, keySince.investigation_fields!) >= 0) return;
    for (const [key, needed] of Object.entries(keySince)) {
      if (table[key] === undefined || compareVersions(oldest, needed) >= 0) continue;
      report({
        span: keySpan(document, ['rule', key]),
        message: `"${key}" needs stack ${needed}, but the rule is for ${oldest} too.`,
        help: `Set "min_stack_version" to "${needed}.0" or later.`,
      });
    }
  },
});
