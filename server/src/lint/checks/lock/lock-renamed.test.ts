import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lock-renamed.js';

checkLint(lint, {
  'a blank name is for text-blank': `#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
name = " "
#- detection_rules/etc/version.lock.json
{"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
  'another name': `
    #- rules/a.toml
    rule_id = "00000000-0000-4000-8000-00000000000a"
    name = "Shell"
           ^^^^^^^ The rule was shipped with the name "A".
    #- detection_rules/etc/version.lock.json
    {"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`,
});
