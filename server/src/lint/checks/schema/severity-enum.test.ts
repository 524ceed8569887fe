import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './severity-enum.js';

checkLint(lint, {
  'a misspelt value': avoided(lint, { '"hihg"': '"severity" cannot be "hihg".' }),
  'an allowed value': 'severity = "high"',
});

checkFix(lint, {
  'the nearest value': examples(lint),
});
