import { compareVersions } from '../../../rule/checkout/versions.js';
import { suppressedFrom } from '../../../rule/schema/key-versions.js';
import { keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { oldestStack } from '../schema/min-stack.js';

export default defineLint({
  id: 'suppression-min-stack',
  severity: 'information',
  summary: 'Alert suppression unsupported by the oldest stack',
  why: 'Older stacks refuse the key.',
  avoid: `[metadata]
min_stack_version = "8.10.0"
[rule]
type = "eql"
[rule.alert_suppression]
group_by = ["host.id"]
missing_fields_strategy = "suppress"`,
  prefer: `[metadata]
min_stack_version = "8.19.0"
[rule]
type = "eql"
[rule.alert_suppression]
group_by = ["host.id"]
missing_fields_strategy = "suppress"`,

  check(analysis, report) {
    const { type, table, document } = analysis.rule;
    if (table.alert_suppression === undefined || type === undefined) return;
    const [needed, oldest] = [suppressedFrom[type], oldestStack(analysis)];
    if (!needed || oldest === undefined || compareVersions(oldest, needed) >= 0) return;
    report({
      span: keySpan(document, ['rule', 'alert_suppression']),
      message: `Rules of type "${type}" support "alert_suppression" from stack ${needed} on, but this one is for ${oldest} too.`,
      help: `Set "min_stack_version" to "${needed}.0" or later.`,
    });
  },
});
