import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-url-tactic',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.TACTIC_URL',
  summary: 'Reference of a tactic that is not its page',
  why: 'The link in the alert leads elsewhere. detection-rules accepts only the page of the tactic at attack.mitre.org.',
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
