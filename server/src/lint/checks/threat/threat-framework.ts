import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-framework',
  severity: 'information',
  elasticSeverity: 'error',
  summary: 'Unknown threat framework',
  why: 'Kibana takes any framework, but shows MITRE ATT&CK only.',
  avoid: `[[rule.threat]]
framework = "MITRE ATTACK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  prefer: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  forwards: 'schema',
});
