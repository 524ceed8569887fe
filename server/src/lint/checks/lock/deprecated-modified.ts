import { defineLint } from '../../lint.js';
import { fileSpan, foldersOf } from '../files/file-place.js';

export default defineLint({
  id: 'deprecated-modified',
  severity: 'warning',
  scope: 'deprecated',
  counterpart: 'test_all_rules.test_deprecated_rules_modified',
  summary: 'Change to a deprecated rule',
  why: 'A deprecated rule stays as it was last shipped, so nobody gets the change.',
  avoid: `#- rules/_deprecated/impact_disk.toml
[metadata]
maturity = "deprecated"
[rule]
name = "B"
#- before
[metadata]
maturity = "deprecated"
[rule]
name = "A"`,
  prefer: `#- rules/_deprecated/impact_disk.toml
[metadata]
maturity = "deprecated"
[rule]
name = "A"
#- before
[metadata]
maturity = "production"
[rule]
name = "A"`,

  check(analysis, report) {
    const { before, text } = analysis;
    if (before === undefined || before === text || !foldersOf(analysis).includes('_deprecated')) return;
    if (!/^[ \t]*maturity[ \t]*=[ \t]*["']deprecated["']/m.test(before)) return;
    report({
      span: fileSpan(analysis),
      message: 'The rule is already deprecated, so nobody gets this change.',
      help: 'Revert the change.',
    });
  },
});
