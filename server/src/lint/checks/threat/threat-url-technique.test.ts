import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './threat-url-technique.js';

checkLint(lint, {
  'an old address': avoided(lint, {
    '"https://attack.mitre.org/wiki/T1059"':
      'The reference of T1059 must be https://attack.mitre.org/techniques/T1059/.',
  }),
});

checkFix(lint, {
  'the page of the id': examples(lint),
});
