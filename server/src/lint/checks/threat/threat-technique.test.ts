import { expect, test } from 'vitest';
import { checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-technique.js';

checkLint(lint, {
  'another name': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
    name = "Command Interpreter"
           ^^^^^^^^^^^^^^^^^^^^^ Technique T1059 is called "Command and Scripting Interpreter", not "Command Interpreter".
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
  'an id that no version can have': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T9999"
         ^^^^^^^ ATT&CK 18.0 has no technique with the id "T9999".
    name = "Foo"
    reference = "https://attack.mitre.org/techniques/T9999/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'an id of old': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1064"
         ^^^^^^^ ATT&CK 18.0 has no technique with the id "T1064".
    name = "Scripting"
    reference = "https://attack.mitre.org/techniques/T1064/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'a subtechnique in the place of a technique': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059.001"
         ^^^^^^^^^^^ T1059.001 is a subtechnique; it belongs below T1059.
    name = "PowerShell"
    reference = "https://attack.mitre.org/techniques/T1059/001/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'a subtechnique in the place of a technique, the framework misspelt': `
    [[rule.threat]]
    framework = "Mitre Attack"
    [[rule.threat.technique]]
    id = "T1059.001"
         ^^^^^^^^^^^ T1059.001 is a subtechnique; it belongs below T1059.
    name = "PowerShell"
    reference = "https://attack.mitre.org/techniques/T1059/001/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'a technique in the place of a subtechnique': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1059"
    name = "Command and Scripting Interpreter"
    reference = "https://attack.mitre.org/techniques/T1059/"
    [[rule.threat.technique.subtechnique]]
    id = "T1059"
         ^^^^^^^ T1059 is a technique, not a subtechnique.
    name = "Command and Scripting Interpreter"
    reference = "https://attack.mitre.org/techniques/T1059/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
  'an id of another tactic with the name of one that fits': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat.technique]]
    id = "T1095"
         ^^^^^^^ Technique "Command and Scripting Interpreter" has the id T1059, not T1095.
    name = "Command and Scripting Interpreter"
    reference = "https://attack.mitre.org/techniques/T1095/"
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
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

test('threat-technique: of an unknown number nothing is guessed, of a name it is', () => {
  const entry = (id: string, name: string): string => `
[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "${id}"
name = "${name}"
reference = "https://attack.mitre.org/techniques/${id}/"`;
  const first = (id: string, name: string) => runLint(lint, entry(id, name)).problems[0];
  expect(first('T1064', 'Scripting')?.help).toBeUndefined();
  expect(first('T1000', 'User Excution')?.help).toBe('Did you mean T1204 (User Execution)?');
  expect(first('T1064', 'Scripting')?.severity).toBe('warning');
  expect(first('T1720', 'Something New')?.severity).toBe('information');
});
