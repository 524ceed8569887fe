import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './dir-deprecated.js';

checkLint(lint, {
  'deprecated among the others': `
    #- rules_building_block/impact_disk.toml
    [metadata]
    maturity = "deprecated"
               ^^^^^^^^^^^^ A deprecated rule belongs in the folder _deprecated.
    [rule]`,
  'in use among the deprecated': `
    #- rules/_deprecated/impact_disk.toml
    [metadata]
    maturity = "production"
               ^^^^^^^^^^^^ A rule in the folder _deprecated must have the maturity "deprecated", not "production".
    [rule]`,
  'the folder is not known': '[metadata]\nmaturity = "deprecated"\n[rule]',
});
