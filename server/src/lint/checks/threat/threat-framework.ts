import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-framework',
  severity: 'information',
  elasticSeverity: 'error',
  summary: 'Unknown threat framework',
  why: 'Kibana accepts any framework, but shows only MITRE ATT&CK.',
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
