import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './type-enum.js';

checkLint(lint, {
  'a misspelt type': avoided(lint, { '"qurey"': '"qurey" is not a value that "type" can have.' }),
});

checkFix(lint, {
  'the nearest type': examples(lint),
});
