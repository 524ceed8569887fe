import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './fmt-final-newline.js';

checkLint(lint, {
  'no line break': avoided(lint, { '"': 'Missing line break at the end of the file.' }),
});

checkFix(lint, {
  'a line break is added': ['[metadata]\n[rule]', '[metadata]\n[rule]\n\n'],
});
