import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-syntax',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  counterpart: 'rule_validators.remote_validate_rule',
  summary: 'Invalid ES|QL query',
  why: 'Elasticsearch refuses the search, so the rule fails on every run. Kibana saves a query with an unknown command and drops the command, so the rule may alert on every document.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | wehre process.name == "a"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | where process.name == "a"'`,
  forwards: 'query',
});
