import { defineLint } from '../../lint.js';
import { entryOfTactic } from './example-entry.js';

export default defineLint({
  id: 'threat-url-tactic',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.TACTIC_URL',
  summary: 'Wrong reference for a tactic',
  why: 'The link in the alert leads elsewhere. detection-rules accepts only the page of the tactic at attack.mitre.org.',
  avoid: entryOfTactic({ reference: 'https://example.org/TA0002' }),
  prefer: entryOfTactic(),
  forwards: 'schema',
});
