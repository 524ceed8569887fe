import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import { threatEntry } from '../../../../../test/helpers/threat-entry.js';
import lint from './threat-deprecated.js';

checkLint(lint, {
  'replaced by a subtechnique': avoided(lint, {
    '"T1035"': 'ATT&CK has revoked T1035; T1569.002 (Service Execution) replaces it.',
  }),
  'with the name of another technique': threatEntry({
    technique: {
      id: 'T1089',
      name: 'Account Manipulation',
      marks: {
        id: 'ATT&CK has revoked T1089; T1562.001 (Disable or Modify Tools) replaces it. "Account Manipulation" is the name of T1098.',
      },
    },
    tactic: { id: 'TA0005', name: 'Defense Evasion' },
  }),
});
