import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-url-technique.js';

checkLint(lint, {
  'an old address': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
    name = "Command and Scripting Interpreter"
    reference = "https://attack.mitre.org/wiki/T1059"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The reference of T1059 must be https://attack.mitre.org/techniques/T1059/.
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
});

checkFix(lint, {
  'the page of the id': [
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
    name = "Command and Scripting Interpreter"
    reference = "https://attack.mitre.org/wiki/T1059"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
    name = "Command and Scripting Interpreter"
    reference = "https://attack.mitre.org/techniques/T1059/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  ],
});
