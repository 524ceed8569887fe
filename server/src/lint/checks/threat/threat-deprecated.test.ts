import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-deprecated.js';

checkLint(lint, {
  'replaced by a subtechnique': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1035"
         ^^^^^^^ ATT&CK has given up T1035; T1569.002 (Service Execution) replaces it.
    name = "Service Execution"
    reference = "https://attack.mitre.org/techniques/T1035/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
});
