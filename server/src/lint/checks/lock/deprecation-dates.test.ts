import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './deprecation-dates.js';

checkLint(lint, {
  'another day': `
    [metadata]
    deprecation_date = "2026/03/01"
                       ^^^^^^^^^^^^ "deprecation_date" must be the same day as "updated_date", 2026/03/02.
    maturity = "deprecated"
    updated_date = "2026/03/02"
    [rule]`,
  'a rule in use': '[metadata]\nmaturity = "production"\nupdated_date = "2026/03/02"\n[rule]',
});

checkFix(lint, {
  'the key is added': [
    '[metadata]\ncreation_date = "2026/01/01"\nmaturity = "deprecated"\nupdated_date = "2026/03/02"\n[rule]',
    '[metadata]\ncreation_date = "2026/01/01"\ndeprecation_date = "2026/03/02"\nmaturity = "deprecated"\nupdated_date = "2026/03/02"\n[rule]',
  ],
});
