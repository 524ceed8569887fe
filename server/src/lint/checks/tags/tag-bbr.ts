import { defineLint } from '../../lint.js';
import { missingTags } from './missing-tags.js';

export default defineLint({
  id: 'tag-bbr',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_bbr_tags',
  bypass: 'tags_validation',
  judges: ['tags'],
  summary: 'Building block without its tag',
  why: 'Alerts of building blocks are hidden, so these rules must be easy to recognize.',
  avoid: 'building_block_type = "default"\ntags = ["OS: Linux"]',
  prefer: 'building_block_type = "default"\ntags = ["OS: Linux", "Rule Type: BBR"]',

  check(analysis, report) {
    if (analysis.rule.table.building_block_type === undefined) return;
    const finding = missingTags(analysis, ['Rule Type: BBR'], 'the rule is a building block');
    if (finding) report(finding);
  },
});
