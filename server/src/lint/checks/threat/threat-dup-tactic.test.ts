import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-dup-tactic.js';

checkLint(lint, {
  twice: `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
         ^^^^^^^^ Tactic TA0002 has an entry already.
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
});
