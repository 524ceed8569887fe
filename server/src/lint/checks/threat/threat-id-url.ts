import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-id-url',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_tactic_to_technique_correlations',
  summary: 'Reference that leads to another tactic or technique',
  why: 'Readers of an alert land on the wrong page.',
  avoid: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0003/"`,
  prefer: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"`,
  forwards: 'schema',
});
