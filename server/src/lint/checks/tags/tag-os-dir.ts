import { systemTags } from '../../../rule/schema/tags.js';
import { defineLint } from '../../lint.js';
import { isCustomRule, parentFolder } from '../files/file-place.js';
import { missingTags } from './missing-tags.js';

export default defineLint({
  id: 'tag-os-dir',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_os_tags',
  bypass: 'tags_validation',
  judges: ['tags'],
  summary: 'Rule in the folder of an operating system without its tag',
  why: 'People look for rules by operating system.',
  avoid: `#- rules/macos/impact_disk.toml
[metadata]
maturity = "production"
[rule]
tags = ["Tactic: Impact"]`,
  prefer: `#- rules/macos/impact_disk.toml
[metadata]
maturity = "production"
[rule]
tags = ["OS: macOS", "Tactic: Impact"]`,

  check(analysis, report) {
    const folder = parentFolder(analysis);
    if (folder === undefined || !Object.hasOwn(systemTags, folder) || isCustomRule(analysis)) return;
    const finding = missingTags(analysis, [systemTags[folder]!], `the rule is in the folder "${folder}"`);
    if (finding) report(finding);
  },
});
