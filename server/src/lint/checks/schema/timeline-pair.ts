import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'timeline-pair',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Mismatched Timeline id and title',
  why: 'Kibana needs both, and shows the title instead of the id.',
  avoid: 'timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"',
  prefer: `timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"
timeline_title = "Generic Endpoint Timeline"`,
  forwards: 'schema',
});
