import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-never-matches',
  severity: 'warning',
  summary: 'KQL condition that never matches',
  why: 'Elasticsearch accepts the query, but this part of it never matches an event.',
  avoid: `type = "query"
language = "kuery"
query = 'process.parent: bash'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.parent.name: bash'`,
  forwards: 'query',
});
