import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './placeholder-no-transform.js';

checkLint(lint, {
  'no [transform]': `
    [metadata]
    maturity = "production"
    [rule]
    note = "First $osquery_0"
                  ^^^^^^^^^^ The file has no [[transform.osquery]] for this placeholder.`,
  'another text with a dollar': `
    [metadata]
    maturity = "production"
    [rule]
    note = "$env:PATH, $osquery"`,
});
