import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'lock-missing',
  severity: 'information',
  profile: 'elastic',
  off: true,
  scope: 'production',
  summary: 'Rule that has never been shipped',
  why: 'Its type and id can still change; once it is shipped they cannot.',
  avoid: `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000b"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
  prefer: `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,

  check({ rule, document, checkout }, report) {
    if (!checkout || checkout.settings.bypassVersionLock || checkout.locked.size === 0) return;
    if (rule.id === undefined || checkout.locked.has(rule.id)) return;
    report({
      span: valueSpan(document, ['rule', 'rule_id']),
      message: 'The rule is new: it has never been shipped.',
    });
  },
});
