import { checkFix, checkLint } from '../../../../test/helpers/check-lint.js';
import idUrl from '../../lint/checks/threat/threat-id-url.js';
import urlTactic from '../../lint/checks/threat/threat-url-tactic.js';
import urlTechnique from '../../lint/checks/threat/threat-url-technique.js';

const threat = (tactic: string, technique: string, markers: readonly [string?, string?] = []): string => `
    [[rule.threat]]
    framework = "MITRE ATLAS"
    [rule.threat.tactic]
    id = "AML.TA0005"
    name = "Execution"
    reference = "${tactic}"${markers[0] ?? ''}
    [[rule.threat.technique]]
    id = "AML.T0051"
    name = "LLM Prompt Injection"
    reference = "${technique}"${markers[1] ?? ''}`;

const tactic = 'https://atlas.mitre.org/tactics/AML.TA0005/';
const technique = 'https://atlas.mitre.org/techniques/AML.T0051';

checkLint(urlTactic, {
  'a page of ATT&CK': threat('https://attack.mitre.org/tactics/TA0005/', technique, [
    `\n                ${'^'.repeat(42)} The reference of AML.TA0005 must be ${tactic}.`,
  ]),
  'pages of ATLAS': threat(tactic, technique),
});

checkLint(idUrl, {
  'the page of another technique': threat(tactic, `${technique}.000`, [
    '',
    `\n                ${'^'.repeat(50)} The reference leads to AML.T0051.000, not to AML.T0051.`,
  ]),
});

checkFix(urlTechnique, {
  'the page of the id': [threat(tactic, 'AML.T0051'), threat(tactic, `${technique}/`)],
});
