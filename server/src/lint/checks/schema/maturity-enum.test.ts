import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './maturity-enum.js';

checkLint(lint, {
  'a misspelt value': avoided(lint, {
    '"prodution"': '"prodution" is not a value that "maturity" can have.',
  }),
  'an allowed value': 'maturity = "production"',
});

checkFix(lint, {
  'the nearest value': examples(lint),
});
