import { defineLint } from '../lint.js';

export default defineLint({
  id: 'key-unknown',
  severity: 'error',
  summary: 'Key that does not exist here',
  why: 'Rules with unknown keys are refused when they are loaded.',
  avoid: 'serverity = "low"',
  prefer: 'severity = "low"',
  forwards: 'schema',
});
