import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { formerValue, shippedRule } from './locked-rule.js';

export default defineLint({
  id: 'lock-type-changed',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'test_all_rules.test_rule_type_changes',
  summary: 'Shipped rule whose type has changed',
  why: 'Kibana cannot update an installed rule to another type.',
  avoid: shippedRule('type = "eql"'),
  prefer: shippedRule('type = "query"'),

  check(analysis, report) {
    const type = formerValue(analysis, 'type');
    if (type === undefined) return;
    report({
      span: valueSpan(analysis.document, ['rule', 'type']),
      message: `The rule was shipped with the type "${type}", which cannot change.`,
      help: 'Write a new rule with a new id, and deprecate this one.',
    });
  },
});
