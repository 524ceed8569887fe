import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threat-dup-tactic',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_duplicated_tactics',
  summary: 'Tactic with two entries',
  why: 'One entry for each tactic holds all its techniques; a second one is counted twice or lost.',
  avoid: `[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"
[[rule.threat]]
framework = "MITRE ATT&CK"
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
