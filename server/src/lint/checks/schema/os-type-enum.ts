import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'os-type-enum',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.OS_OPTIONS',
  summary: 'Unknown operating system',
  why: 'Only windows, linux and macos are known.',
  avoid: 'os_type_list = ["window"]',
  prefer: 'os_type_list = ["windows"]',
  forwards: 'schema',
});
