import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-framework.js';

checkLint(lint, {
  misspelt: `
    [[rule.threat]]
    framework = "MITRE ATTCK"
                ^^^^^^^^^^^^^ "MITRE ATTCK" is not a value that "framework" can have.
    [rule.threat.tactic]
    id = "TA0002"
    name = "Execution"
    reference = "https://attack.mitre.org/tactics/TA0002/"`,
});

const framed = (framework: string): string =>
  `[[rule.threat]]\nframework = "${framework}"\n[rule.threat.tactic]\nid = "TA0002"\nname = "Execution"`;

checkFix(lint, { 'the nearest name': [framed('MITRE ATTACK'), framed('MITRE ATT&CK')] });
