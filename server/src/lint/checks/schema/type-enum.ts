import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'type-enum',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Unknown rule type',
  why: 'The type decides how the rule runs; Kibana refuses an unknown one.',
  avoid: `type = "qurey"
language = "kuery"
query = "process.name: sh"`,
  prefer: `type = "query"
language = "kuery"
query = "process.name: sh"`,
  forwards: 'schema',
});
