import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import { execution, threatEntry } from '../../../../../test/helpers/threat-entry.js';
import lint from './threat-url-tactic.js';

checkLint(lint, {
  'another site': avoided(lint, {
    '"https://example.org/TA0002"':
      'The reference of TA0002 must be https://attack.mitre.org/tactics/TA0002/.',
  }),
  'the slash at the end may be missing': threatEntry({
    tactic: { ...execution, reference: 'https://attack.mitre.org/tactics/TA0002' },
  }),
});

checkFix(lint, {
  'the page of the id': examples(lint),
});
