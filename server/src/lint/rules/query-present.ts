import { defineLint } from '../lint.js';

export default defineLint({
  id: 'query-present',
  severity: 'error',
  summary: 'Empty query',
  why: 'A rule without a query matches everything or is refused.',
  avoid: 'query = ""',
  prefer: 'query = "process where true"',
  forwards: 'schema',
});
