import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './deprecated-modified.js';

checkLint(lint, {
  'another name': `
    #- rules/_deprecated/impact_disk.toml
    [metadata]
    ^^^^^^^^^^ The rule is already deprecated, so nobody gets this change.
    maturity = "deprecated"
    [rule]
    name = "B"
    #- before
    [metadata]
    maturity = "deprecated"
    [rule]
    name = "A"`,
  'a rule that has just been deprecated': `
    #- rules/_deprecated/impact_disk.toml
    [metadata]
    maturity = "deprecated"
    [rule]
    #- before
    [metadata]
    maturity = "production"
    [rule]`,
});
