import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './type-enum.js';

checkLint(lint, {
  'a misspelt type': avoided(lint, { '"qurey"': '"type" cannot be "qurey".' }),
});

checkFix(lint, {
  'the nearest type': examples(lint),
});
