import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'lucene-type',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Lucene value of the wrong type',
  why: 'Elasticsearch refuses the search, so the rule fails at every run.',
  avoid: 'type = "query"\nlanguage = "lucene"\nquery = "process.pid:four"',
  prefer: 'type = "query"\nlanguage = "lucene"\nquery = "process.pid:4"',
  forwards: 'query',
});
