import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { lockedRule } from '../lock/locked-rule.js';
import { isProtectedRule } from './protected-rule-helper.js';

export default defineLint({
  id: 'protected-rule',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'test_all_rules.test_preserve_upstream_protected_rule_id_name',
  summary: 'Renamed rule that Kibana depends on',
  why: 'Kibana installs this rule itself and shows it by its name.',
  avoid: `#- rules/a.toml
rule_id = "9a1a2dae-0b5f-4c3d-8305-a268d404c306"
name = "Endpoint"
#- detection_rules/etc/version.lock.json
{"9a1a2dae-0b5f-4c3d-8305-a268d404c306": {"rule_name": "Endpoint Security", "type": "query", "version": 3}}`,
  prefer: `#- rules/a.toml
rule_id = "9a1a2dae-0b5f-4c3d-8305-a268d404c306"
name = "Endpoint Security"
#- detection_rules/etc/version.lock.json
{"9a1a2dae-0b5f-4c3d-8305-a268d404c306": {"rule_name": "Endpoint Security", "type": "query", "version": 3}}`,

  check(analysis, report) {
    const { rule, document } = analysis;
    if (!isProtectedRule(rule)) return;
    const locked = lockedRule(analysis);
    if (!locked || rule.name === undefined || locked.name === rule.name) return;
    const path = ['rule', 'name'];
    report({
      span: valueSpan(document, path),
      message: `Kibana relies on this rule under the name "${locked.name}".`,
      ...replaceFix(document, path, locked.name),
    });
  },
});
