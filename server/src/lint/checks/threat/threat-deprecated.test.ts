import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-deprecated.js';

checkLint(lint, {
  'replaced by a subtechnique': avoided(lint, {
    '"T1035"': 'ATT&CK has given up T1035; T1569.002 (Service Execution) replaces it.',
  }),
});
