import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'query-present',
  severity: 'warning',
  elasticSeverity: 'error',
  summary: 'Empty query',
  why: 'An empty query matches every event.',
  avoid: 'type = "query"\nlanguage = "kuery"\nquery = ""',
  prefer: 'type = "query"\nlanguage = "kuery"\nquery = "process.name: sh"',
  forwards: 'schema',
});
