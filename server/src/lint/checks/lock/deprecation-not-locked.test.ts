import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './deprecation-not-locked.js';

checkLint(lint, {
  'an id that is not locked': `
    #- rules/_deprecated/a.toml
    [metadata]
    maturity = "deprecated"
               ^^^^^^^^^^^^ The rule was never shipped, so it does not have to be deprecated.
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000b"
    #- detection_rules/etc/version.lock.json
    {"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query"}}`,
  'a folder without a lock': `
    #- rules/_deprecated/a.toml
    [metadata]
    maturity = "deprecated"
    [rule]
    rule_id = "00000000-0000-4000-8000-00000000000b"
    #- _config.yaml
    rule_dirs: [rules]`,
});
