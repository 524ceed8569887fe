import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'suppression-unused',
  severity: 'information',
  scope: 'any',
  summary: 'Unused suppression comment',
  why: 'It would hide future findings, and readers look for a problem that no longer exists.',
  avoid: `process where
  // rulewright-ignore wildcard-in-exact
  process.name == "sh"`,
  prefer: `process where
  process.name == "sh"`,
  forwards: 'suppression',
});
