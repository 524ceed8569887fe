import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './integration-string.js';

checkLint(lint, {
  'a text': avoided(lint, { '"aws"': '"integration" is a string; it should be a list.' }),
});

checkFix(lint, {
  'brackets around it': ["integration = 'aws' # one", "integration = ['aws'] # one"],
});
