import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './index-duplicate.js';

checkLint(lint, {
  'the second one': avoided(lint, { '"logs-a-*"': 'Duplicate index pattern "logs-a-*".' }),
});

checkFix(lint, {
  'the second one goes': ['index = ["a", "b", "a",]', 'index = ["a", "b",]'],
});
