import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './severity-enum.js';

checkLint(lint, {
  'a misspelt value': avoided(lint, { '"hihg"': '"hihg" is not a value that "severity" can have.' }),
  'an allowed value': 'severity = "high"',
});

checkFix(lint, {
  'the nearest value': examples(lint),
});
