import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './file-name-charset.js';

checkLint(lint, {
  'a hyphen and an upper-case letter': `
    #- rules/linux/Impact-disk_wiped.toml
    [metadata]
    ^^^^^^^^^^ The file name "Impact-disk_wiped.toml" has characters other than a-z, 0-9 and "_".
    maturity = "production"
    [rule]`,
  'a rule that is not shipped yet': `
    #- rules/linux/Impact-disk.toml
    [metadata]
    maturity = "development"
    [rule]`,
  'no file': '[metadata]\nmaturity = "production"\n[rule]',
});
