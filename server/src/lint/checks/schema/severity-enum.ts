import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'severity-enum',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Unknown severity',
  why: 'Kibana knows low, medium, high and critical, and refuses others.',
  avoid: 'severity = "hihg"',
  prefer: 'severity = "high"',
  forwards: 'schema',
});
