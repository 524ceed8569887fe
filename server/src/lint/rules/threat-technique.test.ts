import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './threat-technique.js';

checkLint(lint, {
  'another name': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
    name = "Command Interpreter"
           ^^^^^^^^^^^^^^^^^^^^^ technique T1059 is called "Command and Scripting Interpreter", not "Command Interpreter".
    reference = "https://attack.mitre.org/techniques/T1059/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'the id of another technique': `
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
  'a technique of another tactic': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
         ^^^^^^^ Technique T1059 (Command and Scripting Interpreter) does not serve the tactic TA0010 Exfiltration.
    name = "Command and Scripting Interpreter"
    reference = "https://attack.mitre.org/techniques/T1059/"
    [rule.threat.tactic]
    id = "TA0010"
    name = "Exfiltration"
    reference = "https://attack.mitre.org/tactics/TA0010/"`,
});

checkFix(lint, {
  'the name of the id': [
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
    name = "Command Interpreter"
    reference = "https://attack.mitre.org/techniques/T1059/"
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
