import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'toml-duplicate-key',
  severity: 'error',
  refusedBy: 'TOML',
  scope: 'any',
  summary: 'Duplicate key or table',
  why: 'TOML allows a key only once, so the file cannot be loaded.',
  avoid: `name = "One"
name = "Two"`,
  prefer: 'name = "One"',
  forwards: 'toml',
});
