import { defineLint } from '../../lint.js';
import { entryOfTechnique } from './example-entry.js';

export default defineLint({
  id: 'threat-url-technique',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.TECHNIQUE_URL',
  summary: 'Wrong reference for a technique',
  why: 'The link in the alert leads elsewhere. detection-rules accepts only the page of the technique at attack.mitre.org.',
  avoid: entryOfTechnique({ reference: 'https://attack.mitre.org/wiki/T1059' }),
  prefer: entryOfTechnique(),
  forwards: 'schema',
});
