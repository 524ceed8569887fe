import { defineLint } from '../../lint.js';
import { entryOfTactic } from './example-entry.js';

export default defineLint({
  id: 'threat-tactic',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_tactic_to_technique_correlations',
  summary: 'Unknown or misnamed tactic',
  why: 'Dashboards group alerts by the id and name of the tactic.',
  avoid: entryOfTactic({ name: 'Excution' }),
  prefer: entryOfTactic(),
  forwards: 'schema',
});
