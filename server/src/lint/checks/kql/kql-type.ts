import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-type',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  counterpart: 'kql.parser.convert_value',
  summary: 'Value of a KQL query that the type of its field cannot hold',
  why: 'Elasticsearch refuses the search, so the rule fails at every run.',
  avoid: `type = "query"
language = "kuery"
query = 'process.pid: four'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.pid: 4'`,
  forwards: 'query',
});
