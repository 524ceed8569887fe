import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'type-mismatch',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Value of the wrong type',
  why: 'The rule is refused when it is loaded, or Kibana reads a different value.',
  avoid: 'risk_score = "47"',
  prefer: 'risk_score = 47',
  forwards: 'schema',
});
