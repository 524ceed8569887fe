import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'date-format',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.DATE_PATTERN',
  summary: 'Date in another form than YYYY/MM/DD',
  why: 'Tools compare the dates as text, so they must all have one form.',
  avoid: 'creation_date = "2026-01-05"',
  prefer: 'creation_date = "2026/01/05"',
  forwards: 'schema',
});
