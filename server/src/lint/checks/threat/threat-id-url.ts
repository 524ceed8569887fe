import { defineLint } from '../../lint.js';
import { entryOfTactic } from './example-entry.js';

export default defineLint({
  id: 'threat-id-url',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_tactic_to_technique_correlations',
  summary: 'Reference to another tactic or technique',
  why: 'Readers of an alert land on the wrong page.',
  avoid: entryOfTactic({ reference: 'https://attack.mitre.org/tactics/TA0003/' }),
  prefer: entryOfTactic(),
  forwards: 'schema',
});
