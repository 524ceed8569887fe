import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './maturity-enum.js';

checkLint(lint, {
  'a misspelt value': avoided(lint, {
    '"prodution"': '"maturity" cannot be "prodution".',
  }),
  'an allowed value': 'maturity = "production"',
});

checkFix(lint, {
  'the nearest value': examples(lint),
});
