import { defineLint } from '../../lint.js';
import { missingTags } from './missing-tags.js';

export default defineLint({
  id: 'tag-ml',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_ml_rule_type_tags',
  bypass: 'tags_validation',
  judges: ['tags', 'type'],
  echoes: ['type-enum'],
  summary: 'Machine learning rule without its tags',
  why: 'These rules need running jobs, so people must be able to filter them out.',
  avoid: 'type = "machine_learning"\ntags = ["Rule Type: ML"]',
  prefer: 'type = "machine_learning"\ntags = ["Rule Type: ML", "Rule Type: Machine Learning"]',

  check(analysis, report) {
    if (analysis.rule.type !== 'machine_learning') return;
    const wanted = ['Rule Type: ML', 'Rule Type: Machine Learning'];
    const finding = missingTags(analysis, wanted, 'it is a machine learning rule');
    if (finding) report(finding);
  },
});
