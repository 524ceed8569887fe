import { defineLint } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-broken',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Guide that Kibana shows as plain text',
  why: 'A plugin with invalid JSON or without its last brace, or a bracket before a Timeline link, makes Kibana show the source of the whole guide.',
  avoid: `note = '''
## Triage

!{osquery{"query":"SELECT * FROM users WHERE name = "root"","label":"Users"}}
'''`,
  prefer: `note = '''
## Triage

!{osquery{"query":"SELECT * FROM users WHERE name = 'root'","label":"Users"}}
'''`,

  check(analysis, report) {
    reportGuideFaults(analysis, 'guide-broken', report);
  },
});
