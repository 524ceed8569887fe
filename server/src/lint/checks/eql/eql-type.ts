import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-type',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'EQL comparison, argument or arithmetic of the wrong type',
  why: 'Elasticsearch refuses a query with a field or value of the wrong type.',
  avoid: 'process where process.pid : "4*"',
  prefer: 'process where process.pid == 4',
  forwards: 'query',
});
