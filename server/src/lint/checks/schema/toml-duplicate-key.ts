import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'toml-duplicate-key',
  severity: 'error',
  refusedBy: 'TOML',
  scope: 'any',
  summary: 'Key or table that is defined twice',
  why: 'TOML allows a key only once, so the file cannot be loaded.',
  avoid: `name = "One"
name = "Two"`,
  prefer: 'name = "One"',
  forwards: 'toml',
});
