import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'date-format',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.DATE_PATTERN',
  summary: 'Date not in the form YYYY/MM/DD',
  why: 'Tools compare dates as strings, so they must all have the same form.',
  avoid: 'creation_date = "2026-01-05"',
  prefer: 'creation_date = "2026/01/05"',
  forwards: 'schema',
});
