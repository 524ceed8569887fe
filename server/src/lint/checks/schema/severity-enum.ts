import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'severity-enum',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Unknown severity',
  why: 'Kibana accepts only low, medium, high and critical.',
  avoid: 'severity = "hihg"',
  prefer: 'severity = "high"',
  forwards: 'schema',
});
