import { checkLint } from '../../../../../test/helpers/check-lint.js';
import threatTactic from './threat-tactic.js';
import lint from './threat-versioned.js';

checkLint(lint, {
  'two blocks for one version': `
    [[rule.threat_mappings]]
    framework = "MITRE ATT&CK"
    version = "19"
    [[rule.threat_mappings]]
    framework = "MITRE ATT&CK"
    version = "19"
              ^^^^ There is already a block for version "19" of MITRE ATT&CK.`,
  'an entry of another framework': `
    [[rule.threat_mappings]]
    framework = "MITRE ATT&CK"
    version = "19"
    [[rule.threat_mappings.threat]]
    framework = "MITRE ATLAS"
                ^^^^^^^^^^^^^ The block is for MITRE ATT&CK, this entry for MITRE ATLAS.`,
});

const block = (version: string, marker = ''): string => `
    [[rule.threat_mappings]]
    framework = "MITRE ATT&CK"
    version = "${version}"
    [[rule.threat_mappings.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat_mappings.threat.tactic]
    id = "TA0002"
    name = "Excution"${marker}
    reference = "https://attack.mitre.org/tactics/TA0002/"`;

checkLint(threatTactic, {
  'a block for the version that is known': block(
    '18.0',
    '\n           ^^^^^^^^^^ Tactic TA0002 is called "Execution", not "Excution".',
  ),
  'a block for another version': block('19'),
});
