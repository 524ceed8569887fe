import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'key-missing',
  severity: 'error',
  elasticSeverity: 'error',
  refusedBy: 'Kibana',
  summary: 'Missing key',
  why: 'A rule without the key is refused when it is loaded.',
  avoid: `[metadata]
creation_date = "2026/01/05"

[rule]
name = "x"`,
  prefer: 'name = "Shell started by a web server"',
  forwards: 'schema',
});
