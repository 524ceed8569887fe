import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './os-type-enum.js';

checkLint(lint, {
  'a misspelt value': avoided(lint, { '"window"': '"os_type_list" cannot be "window".' }),
  'an allowed value': 'os_type_list = ["windows"]',
});

checkFix(lint, {
  'the nearest value': examples(lint),
});
