import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './meta-required.js';

checkLint(lint, {
  'no maturity': `
    [metadata]
    ^^^^^^^^^^ [metadata] has no "maturity", so the rule is never shipped.
    [rule]`,
  'a misspelt key is another matter': '[metadata]\nmaturty = "production"\n[rule]',
  'so is a file that cannot be read': '[metadata]\nmaturity = "production\n[rule]',
  'no [metadata] at all': '[rule]',
});

checkFix(lint, {
  'in alphabetical order': [
    '[metadata]\ncreation_date = "2026/01/05" # day\nupdated_date = "2026/01/05"\n[rule]',
    '[metadata]\ncreation_date = "2026/01/05" # day\nmaturity = "development"\nupdated_date = "2026/01/05"\n[rule]',
  ],
});
