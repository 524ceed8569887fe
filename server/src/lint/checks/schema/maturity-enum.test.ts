import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './maturity-enum.js';

checkLint(lint, {
  'a misspelt value': `
    maturity = "prodution"
               ^^^^^^^^^^^ "prodution" is not a value that "maturity" can have.`,
  'an allowed value': 'maturity = "production"',
});

checkFix(lint, {
  'the nearest value': ['maturity = "prodution"', 'maturity = "production"'],
});
