import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-aggregate',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Misplaced aggregate, group or column in STATS',
  why: 'Elasticsearch refuses the search, so the rule fails on every run.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | stats n = count(*), user.name by host.id'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats n = count(*), values(user.name) by host.id'`,
  forwards: 'query',
});
