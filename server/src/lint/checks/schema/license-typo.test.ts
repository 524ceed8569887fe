import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './license-typo.js';

checkLint(lint, {
  'British spelling': avoided(lint, {
    '"Elastic Licence v2"': 'The licence is called "Elastic License v2", not "Elastic Licence v2".',
  }),
  'another version is another licence': 'license = "Elastic License v3"',
  'another name': 'license = "Plastic Licence"',
});

checkFix(lint, {
  'two letters': ['license = "Elastc Licens v2"', 'license = "Elastic License v2"'],
});
