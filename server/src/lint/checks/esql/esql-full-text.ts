import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-full-text',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Misplaced full-text search in ES|QL',
  why: 'KQL, QSTR, MATCH and : search the index, so they work only in WHERE, before any command that changes the rows. Elsewhere Elasticsearch refuses the search, so the rule fails on every run.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | stats n = count(*) by host.id | where kql("host.id: a")'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | where kql("host.id: a") | stats n = count(*) by host.id'`,
  forwards: 'query',
});
