import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'from-format',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Time in another form than now-9m',
  why: 'Elasticsearch cannot read the time, so every run of the rule fails.',
  avoid: 'from = "9m"',
  prefer: 'from = "now-9m"',
  forwards: 'schema',
});
