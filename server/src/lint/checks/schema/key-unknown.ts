import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'key-unknown',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule.load_dict',
  summary: 'Key that does not exist here',
  why: 'Kibana drops keys that it does not know, without a word, so the setting has no effect. The loader of detection-rules refuses the rule.',
  avoid: 'serverity = "low"',
  prefer: 'severity = "low"',
  forwards: 'schema',
});
