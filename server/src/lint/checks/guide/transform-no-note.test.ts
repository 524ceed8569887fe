import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './transform-no-note.js';

checkLint(lint, {
  'no note': `
    [metadata]
    maturity = "production"
    [rule]
    [[transform.investigate]]
    ^^^^^^^^^^^^^^^^^^^^^^^^^ The rule has no "note", so nobody ever sees the searches in [transform].
    label = "a"`,
  'a misspelt key is another matter': `
    [metadata]
    maturity = "production"
    [rule]
    notes = "$investigate_0"
    [[transform.investigate]]
    label = "a"`,
});
