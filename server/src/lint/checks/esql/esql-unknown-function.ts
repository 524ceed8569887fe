import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-unknown-function',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Unknown ES|QL function',
  why: 'Elasticsearch refuses the search, so the rule fails on every run.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where starts_wiht(process.name, "a")'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where starts_with(process.name, "a")'`,
  forwards: 'query',
});
