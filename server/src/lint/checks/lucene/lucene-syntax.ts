import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'lucene-syntax',
  severity: 'error',
  refusedBy: 'Elasticsearch',
  summary: 'Invalid Lucene query',
  why: 'Elasticsearch refuses the search, so the rule fails on every run.',
  avoid: 'type = "query"\nlanguage = "lucene"\nquery = "process.name:(sh OR"',
  prefer: 'type = "query"\nlanguage = "lucene"\nquery = "process.name:(sh OR bash)"',
  forwards: 'query',
});
