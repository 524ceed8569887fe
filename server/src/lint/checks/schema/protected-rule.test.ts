import { checkFix } from '../../../../../test/helpers/check-lint.js';
import lint from './protected-rule.js';

checkFix(lint, {
  'the name it was shipped with': [
    `
    #- rules/a.toml
    rule_id = "9a1a2dae-0b5f-4c3d-8305-a268d404c306"
    name = "Endpoint"
    #- detection_rules/etc/version.lock.json
    {"9a1a2dae-0b5f-4c3d-8305-a268d404c306": {"rule_name": "Endpoint Security", "type": "query"}}`,
    `
    rule_id = "9a1a2dae-0b5f-4c3d-8305-a268d404c306"
    name = "Endpoint Security"`,
  ],
});
