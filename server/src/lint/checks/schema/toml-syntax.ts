import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'toml-syntax',
  severity: 'error',
  refusedBy: 'TOML',
  scope: 'any',
  summary: 'Invalid TOML',
  why: 'No tool can load the rule. The file must be TOML 1.0, because the loaders of rules support no later version.',
  avoid: 'name = "Shell started by a web server',
  prefer: 'name = "Shell started by a web server"',
  forwards: 'toml',
});
