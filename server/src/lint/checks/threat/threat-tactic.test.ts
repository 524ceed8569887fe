import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-tactic.js';

checkLint(lint, {
  'another name': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Excution"
           ^^^^^^^^^^ Tactic TA0002 is called "Execution", not "Excution".
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'an id that does not exist': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0900x"
         ^^^^^^^^^ Tactic "Execution" has the id TA0002, not TA0900x.
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'an id that the techniques do not serve, with the name of one that they serve': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
         ^^^^^^^^ Tactic "Persistence" has the id TA0003, not TA0002.
    name = "Persistence"
    reference = "https://attack.mitre.org/tactics/TA0002/"
    [[rule.threat.technique]]
    id = "T1547"
    name = "Boot or Logon Autostart Execution"
    reference = "https://attack.mitre.org/techniques/T1547/"`,
  'neither id nor name is known, the name is near': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0099"
         ^^^^^^^^ ATT&CK 18.0 has no tactic with the id "TA0099".
    name = "Exection"
    reference = "https://attack.mitre.org/tactics/TA0099/"`,
  'neither is known': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0099"
         ^^^^^^^^ ATT&CK 18.0 has no tactic with the id "TA0099".
    name = "Mischief"
    reference = "https://attack.mitre.org/tactics/TA0099/"`,
  'the framework is misspelt, too': `
    [[rule.threat]]
    framework = "Mitre Attack"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Excution"
           ^^^^^^^^^^ Tactic TA0002 is called "Execution", not "Excution".
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
  'id and reference, where the techniques go with the name': [
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Persistence"
    reference = "https://attack.mitre.org/tactics/TA0002/"
    [[rule.threat.technique]]
    id = "T1547"
    name = "Boot or Logon Autostart Execution"
    reference = "https://attack.mitre.org/techniques/T1547/"`,
    `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [rule.threat.tactic]
    id = "TA0003"
    name = "Persistence"
    reference = "https://attack.mitre.org/tactics/TA0003/"
    [[rule.threat.technique]]
    id = "T1547"
    name = "Boot or Logon Autostart Execution"
    reference = "https://attack.mitre.org/techniques/T1547/"`,
  ],
});
