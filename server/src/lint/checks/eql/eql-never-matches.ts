import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-never-matches',
  severity: 'warning',
  summary: 'Condition that never matches',
  why: 'Elasticsearch accepts the query, but this part of it never matches an event.',
  avoid: 'process where length(process.name) == "4"',
  prefer: 'process where length(process.name) == 4',
  forwards: 'query',
});
