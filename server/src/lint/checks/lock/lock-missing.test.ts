import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lock-missing.js';

checkLint(lint, {
  'an id that is not locked': `
    #- rules/a.toml
    rule_id = "00000000-0000-4000-8000-00000000000b"
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The rule is new: it has never been shipped.
    #- detection_rules/etc/version.lock.json
    {"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query"}}`,
  'no lock': `
    #- rules/a.toml
    rule_id = "00000000-0000-4000-8000-00000000000b"
    #- detection_rules/etc/version.lock.json
    {}`,
});
