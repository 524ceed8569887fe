import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'threshold-value',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Invalid threshold',
  why: 'A threshold counts at least one event, over at most five fields.',
  avoid: `type = "threshold"
language = "kuery"
query = "a: b"
threshold = {field = ["host.id"], value = 0}`,
  prefer: `type = "threshold"
language = "kuery"
query = "a: b"
threshold = {field = ["host.id"], value = 5}`,
  forwards: 'schema',
});
