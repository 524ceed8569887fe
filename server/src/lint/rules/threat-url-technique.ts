import { defineLint } from '../lint.js';

export default defineLint({
  id: 'threat-url-technique',
  severity: 'error',
  summary: 'Reference of a technique that is not its page',
  why: 'Kibana and detection-rules take the address of the technique at attack.mitre.org only.',
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
