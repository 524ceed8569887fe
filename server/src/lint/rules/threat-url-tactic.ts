import { defineLint } from '../lint.js';

export default defineLint({
  id: 'threat-url-tactic',
  severity: 'error',
  summary: 'Reference of a tactic that is not its page',
  why: 'Kibana and detection-rules take the address of the tactic at attack.mitre.org only.',
  avoid: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://example.org/TA0002"`,
  prefer: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  forwards: 'schema',
});
