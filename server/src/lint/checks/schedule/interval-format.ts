import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'interval-format',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Interval not in the form 5m',
  why: 'Kibana refuses the rule.',
  avoid: 'interval = "5 min"',
  prefer: 'interval = "5m"',
  forwards: 'schema',
});
