import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './threat-tactic.js';

checkLint(lint, {
  'another name': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Excution"
           ^^^^^^^^^^ tactic TA0002 is called "Execution", not "Excution".
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'an id that does not exist': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0900x"
         ^^^^^^^^^ tactic "Execution" has the id TA0002, not TA0900x.
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
});

checkFix(lint, {
  'the name of the id': [
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Excution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  ],
});
