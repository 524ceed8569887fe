import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './lock-type-changed.js';

const lock = `
    #- detection_rules/etc/version.lock.json
    {"00000000-0000-4000-8000-00000000000a": {"rule_name": "A", "type": "query", "version": 3}}`;
const rule = (marker: string): string => `
    #- rules/a.toml
    rule_id = "00000000-0000-4000-8000-00000000000a"
    type = "eql"${marker}`;

checkLint(lint, {
  'another type': `${rule('\n           ^^^^^ The rule was shipped with the type "query", which cannot change.')}${lock}`,
  'a copy with the id of the shipped rule is told at its id': `${rule('')}
    #- rules/b.toml
    rule_id = "00000000-0000-4000-8000-00000000000a"
    name = "A"${lock}`,
  'versions are not locked': `${rule('')}${lock}
    #- detection_rules/etc/_config.yaml
    bypass_version_lock: true`,
});
