import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-unknown-column',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Unknown ES|QL column',
  why: 'Elasticsearch refuses the search, so the rule fails on every run. After STATS and KEEP only the named columns remain.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | stats n = count(*) by host.id | where user.name == "a"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats n = count(*) by host.id, user.name | where user.name == "a"'`,
  forwards: 'query',
});
