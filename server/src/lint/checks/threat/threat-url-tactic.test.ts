import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-url-tactic.js';

checkLint(lint, {
  'another site': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://example.org/TA0002"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The reference of TA0002 must be https://attack.mitre.org/tactics/TA0002/.`,
  'the slash at the end may be missing': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002"`,
});

checkFix(lint, {
  'the page of the id': [
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://example.org/TA0002"`,
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  ],
});
