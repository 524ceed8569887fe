import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-no-index',
  severity: 'warning',
  elasticSeverity: 'error',
  summary: '"index" in an ES|QL rule',
  why: 'Kibana silently drops the key; the loader of detection-rules refuses the rule.',
  avoid: `type = "esql"
language = "esql"
index = ["logs-*"]
query = "from logs-*"`,
  prefer: `type = "esql"
language = "esql"
query = "from logs-*"`,
  forwards: 'schema',
});
