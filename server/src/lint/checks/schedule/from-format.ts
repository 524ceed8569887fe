import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'from-format',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Time not in the form now-9m',
  why: 'Elasticsearch cannot read the time, so every run of the rule fails.',
  avoid: 'from = "9m"',
  prefer: 'from = "now-9m"',
  forwards: 'schema',
});
