import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-never-matches',
  severity: 'warning',
  summary: 'Condition of a KQL query that can never hold',
  why: 'Elasticsearch accepts the query, but this part of it never matches an event.',
  avoid: `type = "query"
language = "kuery"
query = 'process.parent: bash'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.parent.name: bash'`,
  forwards: 'query',
});
