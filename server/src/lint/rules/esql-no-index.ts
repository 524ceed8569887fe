import { defineLint } from '../lint.js';

export default defineLint({
  id: 'esql-no-index',
  severity: 'error',
  summary: '"index" in an ES|QL rule',
  why: 'The query names its indices itself; Kibana refuses the key.',
  avoid: `type = "esql"
language = "esql"
index = ["logs-*"]
query = "from logs-*"`,
  prefer: `type = "esql"
language = "esql"
query = "from logs-*"`,
  forwards: 'schema',
});
