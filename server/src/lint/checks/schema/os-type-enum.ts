import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'os-type-enum',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.OS_OPTIONS',
  summary: 'Unknown operating system',
  why: 'The only known values are windows, linux and macos.',
  avoid: 'os_type_list = ["window"]',
  prefer: 'os_type_list = ["windows"]',
  forwards: 'schema',
});
