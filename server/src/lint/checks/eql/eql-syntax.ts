import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-syntax',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Invalid EQL query',
  why: 'Elasticsearch refuses the query, so the rule never runs.',
  avoid: 'process where process.name = "sh"',
  prefer: 'process where process.name == "sh"',
  forwards: 'query',
});
