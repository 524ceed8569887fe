import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isProtectedRule } from '../schema/protected-rule-helper.js';
import { formerValue, shippedRule } from './locked-rule.js';

export default defineLint({
  id: 'lock-renamed',
  severity: 'information',
  profile: 'elastic',
  summary: 'Shipped rule with a new name',
  why: 'A new name is allowed, but dashboards and exceptions that refer to the old name lose the rule.',
  avoid: shippedRule('name = "B"'),
  prefer: shippedRule('name = "A"'),

  check(analysis, report) {
    const { rule, document } = analysis;
    const name = formerValue(analysis, 'name');
    if (name === undefined || isProtectedRule(rule) || rule.name?.trim() === '') return;
    report({
      span: valueSpan(document, ['rule', 'name']),
      message: `The rule was shipped with the name "${name}".`,
    });
  },
});
