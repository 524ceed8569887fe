import { defineLint } from '../../lint.js';
import { entryOfTactic } from './example-entry.js';

export default defineLint({
  id: 'threat-dup-tactic',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_duplicated_tactics',
  summary: 'Tactic with two entries',
  why: 'One entry per tactic lists all its techniques; a second one is counted twice or lost.',
  avoid: `${entryOfTactic()}\n${entryOfTactic()}`,
  prefer: entryOfTactic(),
  forwards: 'schema',
});
