import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-syntax',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Invalid KQL query',
  why: 'Kibana refuses the query, so the rule never runs.',
  avoid: 'type = "query"\nlanguage = "kuery"\nquery = "process.name: (sh or"',
  prefer: 'type = "query"\nlanguage = "kuery"\nquery = "process.name: (sh or bash)"',
  forwards: 'query',
});
