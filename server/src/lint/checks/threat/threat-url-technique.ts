import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-url-technique',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.TECHNIQUE_URL',
  summary: 'Reference of a technique that is not its page',
  why: 'The link in the alert leads elsewhere. detection-rules accepts only the page of the technique at attack.mitre.org.',
  avoid: `[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1059"
name = "Command and Scripting Interpreter"
reference = "https://attack.mitre.org/wiki/T1059"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  prefer: `[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1059"
name = "Command and Scripting Interpreter"
reference = "https://attack.mitre.org/techniques/T1059/"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  forwards: 'schema',
});
