import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './license-v2.js';

checkLint(lint, {
  'no version': avoided(lint, {
    '"Elastic License"': `The licence of Elastic's rules is "Elastic License v2", not "Elastic License".`,
  }),
  'another licence': 'license = "Apache-2.0"',
  'a misspelling is another matter': 'license = "Elastic Licence v2"',
});

checkFix(lint, {
  'the licence': ['license = "elastic license V2"', 'license = "Elastic License v2"'],
});
