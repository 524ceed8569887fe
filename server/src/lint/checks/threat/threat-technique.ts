import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-technique',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_tactic_to_technique_correlations',
  summary: 'Technique that does not exist, has another name or belongs elsewhere',
  why: 'Coverage is counted by technique, so a wrong one hides a gap.',
  avoid: `[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1059"
name = "Command Interpreter"
reference = "https://attack.mitre.org/techniques/T1059/"
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
