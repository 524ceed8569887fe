import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-id-url.js';

checkLint(lint, {
  'another tactic': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0003/"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The reference leads to TA0003, not to TA0002.`,
});

checkFix(lint, {
  'the page of the id': [
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0003/"`,
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  ],
});
