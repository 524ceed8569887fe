import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-id-url.js';

checkLint(lint, {
  'another tactic': avoided(lint, {
    '"https://attack.mitre.org/tactics/TA0003/"': 'The reference leads to TA0003, not to TA0002.',
  }),
});

checkFix(lint, {
  'the page of the id': examples(lint),
});
