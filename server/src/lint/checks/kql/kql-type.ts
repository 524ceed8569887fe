import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-type',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  counterpart: 'kql.parser.convert_value',
  summary: 'KQL value of the wrong type',
  why: 'Elasticsearch refuses the search, so the rule fails on every run.',
  avoid: `type = "query"
language = "kuery"
query = 'process.pid: four'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.pid: 4'`,
  forwards: 'query',
});
