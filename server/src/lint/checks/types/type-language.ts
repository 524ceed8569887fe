import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'type-language',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Query language unsupported by the rule type',
  why: 'Kibana refuses the rule: each type supports only certain query languages.',
  avoid: `type = "query"
language = "eql"
query = "any where true"`,
  prefer: `type = "eql"
language = "eql"
query = "any where true"`,
  forwards: 'schema',
});
