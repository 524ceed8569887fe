import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-tactic',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_tactic_to_technique_correlations',
  summary: 'Tactic that does not exist or has another name',
  why: 'Dashboards group alerts by the id and name of the tactic.',
  avoid: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Excution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  prefer: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  forwards: 'schema',
});
