import { defineLint } from '../../lint.js';
import { entryOfTechnique } from './example-entry.js';

export default defineLint({
  id: 'threat-technique',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_tactic_to_technique_correlations',
  summary: 'Unknown, misnamed or misplaced technique',
  why: 'Coverage is counted by technique, so a wrong one hides a gap.',
  avoid: entryOfTechnique({ name: 'Command Interpreter' }),
  prefer: entryOfTechnique(),
  forwards: 'schema',
});
