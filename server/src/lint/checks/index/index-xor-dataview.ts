import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'index-xor-dataview',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'rule.validates_data',
  summary: 'Both "index" and "data_view_id"',
  why: 'Kibana searches the data view and ignores the index patterns; the loader of detection-rules refuses the rule.',
  avoid: `index = ["logs-*"]
data_view_id = "security"`,
  prefer: 'index = ["logs-*"]',
  forwards: 'schema',
});
