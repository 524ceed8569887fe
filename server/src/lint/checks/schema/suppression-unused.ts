import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'suppression-unused',
  severity: 'information',
  scope: 'any',
  summary: 'Comment that ignores a check with nothing to ignore',
  why: 'It hides what the check may find here one day, and readers look for a fault that is no longer there.',
  avoid: `process where
  // rulewright-ignore wildcard-in-exact
  process.name == "sh"`,
  prefer: `process where
  process.name == "sh"`,
  forwards: 'suppression',
});
