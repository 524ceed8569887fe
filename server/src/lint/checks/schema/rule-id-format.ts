import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'rule-id-format',
  severity: 'hint',
  elasticSeverity: 'error',
  counterpart: 'definitions.UUIDString',
  summary: 'Rule id that is not a UUID',
  why: 'Kibana accepts any string. A UUID is unique, and detection-rules requires one.',
  avoid: 'rule_id = "ABCDEF00-0000-4000-8000-000000000001"',
  prefer: 'rule_id = "abcdef00-0000-4000-8000-000000000001"',
  forwards: 'schema',
});
