import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'risk-range',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Risk score outside 0 to 100',
  why: 'Kibana refuses the rule.',
  avoid: 'risk_score = 470',
  prefer: 'risk_score = 47',
  forwards: 'schema',
});
