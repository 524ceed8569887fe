import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'key-unknown',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule.load_dict',
  summary: 'Unknown key',
  why: 'Kibana silently drops unknown keys, so the setting has no effect. The loader of detection-rules refuses the rule.',
  avoid: 'serverity = "low"',
  prefer: 'severity = "low"',
  forwards: 'schema',
});
