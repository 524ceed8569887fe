import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-os-dir.js';

checkLint(lint, {
  'the tag of another system': `
    #- rules/windows/impact_disk.toml
    [metadata]
    maturity = "production"
    [rule]
    tags = ["OS: Linux"]
    ^^^^ The tag "OS: Windows" is missing: the rule is in the folder "windows".`,
  'a folder of another kind': `
    #- rules/network/impact_disk.toml
    [metadata]
    maturity = "production"
    [rule]
    tags = []`,
});

checkFix(lint, {
  'adds the tag': [
    '#- rules/macos/impact_disk.toml\n[metadata]\nmaturity = "production"\n[rule]\ntags = ["Tactic: Impact"]',
    '[metadata]\nmaturity = "production"\n[rule]\ntags = ["Tactic: Impact", "OS: macOS"]',
  ],
});
