import { defineLint } from '../../lint.js';
import { entryOfTechnique } from './example-entry.js';

export default defineLint({
  id: 'threat-deprecated',
  severity: 'warning',
  counterpart: 'test_all_rules.test_technique_deprecations',
  summary: 'Revoked technique',
  why: 'Later versions of ATT&CK list it under another id, so coverage is not counted.',
  avoid: entryOfTechnique({
    id: 'T1035',
    name: 'Service Execution',
    reference: 'https://attack.mitre.org/techniques/T1035/',
  }),
  prefer: entryOfTechnique(),
  forwards: 'schema',
});
