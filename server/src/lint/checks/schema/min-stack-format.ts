import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'min-stack-format',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.SEMVER',
  summary: 'Stack version not in the form 9.3.0',
  why: 'Tools compare the version with those of the stack.',
  avoid: 'min_stack_version = "9"',
  prefer: 'min_stack_version = "9.3.0"',
  forwards: 'schema',
});
