import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'anomaly-range',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Anomaly threshold outside 0 to 100',
  why: 'Anomaly scores go from 0 to 100, so the rule raises no alert or is refused.',
  avoid: `type = "machine_learning"
anomaly_threshold = 500`,
  prefer: `type = "machine_learning"
anomaly_threshold = 50`,
  forwards: 'schema',
});
