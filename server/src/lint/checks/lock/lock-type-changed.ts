import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { lockedRule } from './locked-rule.js';

export default defineLint({
  id: 'lock-type-changed',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'test_all_rules.test_rule_type_changes',
  summary: 'Shipped rule whose type has changed',
  why: 'Kibana cannot update an installed rule to another type.',
  avoid: `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
type = "eql"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
  prefer: `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
type = "query"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const locked = lockedRule(analysis);
    if (!locked || rule.type === undefined || locked.type === '' || locked.type === rule.type) return;
    report({
      span: valueSpan(document, ['rule', 'type']),
      message: `The rule was shipped with the type "${locked.type}", which cannot change.`,
      help: 'Write a new rule with a new id, and deprecate this one.',
    });
  },
});
