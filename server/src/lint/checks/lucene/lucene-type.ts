import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'lucene-type',
  severity: 'warning',
  summary: 'Lucene value of the wrong type',
  why: 'Elasticsearch ignores a clause that fails, so this one never matches.',
  avoid: 'type = "query"\nlanguage = "lucene"\nquery = "process.pid:four"',
  prefer: 'type = "query"\nlanguage = "lucene"\nquery = "process.pid:4"',
  forwards: 'query',
});
