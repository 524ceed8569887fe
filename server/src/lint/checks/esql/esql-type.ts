import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-type',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Wrong type in ES|QL',
  why: 'Elasticsearch refuses the search, so the rule fails on every run. ES|QL converts a string in the query to a date, an address, a version or a boolean, but never to a number, and it never converts a column.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where source.port == "443"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where source.port == 443'`,
  forwards: 'query',
});
