import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'toml-syntax',
  severity: 'error',
  refusedBy: 'TOML',
  scope: 'any',
  summary: 'Invalid TOML',
  why: 'No tool can load the rule. TOML 1.0 counts, because the loaders of rules know no later version.',
  avoid: 'name = "Shell started by a web server',
  prefer: 'name = "Shell started by a web server"',
  forwards: 'toml',
});
