import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './file-name-duplicate.js';

checkLint(lint, {
  'the same name in another folder': `
    #- rules/linux/impact_disk.toml
    [metadata]
    ^^^^^^^^^^ Another rule has the file name "impact_disk.toml": rules/macos/impact_disk.toml.
    maturity = "production"
    [rule]
    #- rules/macos/impact_disk.toml
    [metadata]
    maturity = "production"
    [rule]`,
  'a deprecated rule may have the same name': `
    #- rules/linux/impact_disk.toml
    [metadata]
    maturity = "production"
    [rule]
    #- rules/_deprecated/impact_disk.toml
    [metadata]
    maturity = "deprecated"
    [rule]`,
});
