import { defineLint } from '../lint.js';

export default defineLint({
  id: 'rule-id-format',
  severity: 'error',
  summary: 'Rule id that is not a UUID',
  why: 'The id keeps a rule and its alerts together over all versions, so it must be unique.',
  avoid: 'rule_id = "ABCDEF00-0000-4000-8000-000000000001"',
  prefer: 'rule_id = "abcdef00-0000-4000-8000-000000000001"',
  forwards: 'schema',
});
