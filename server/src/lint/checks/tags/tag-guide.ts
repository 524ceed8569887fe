import { defineLint } from '../../lint.js';
import { missingTags } from './missing-tags.js';

export default defineLint({
  id: 'tag-guide',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_investigation_guide_tag',
  bypass: 'tags_validation',
  judges: ['tags', 'note'],
  summary: 'Rule with an investigation guide, but without its tag',
  why: 'People look for rules that explain how to handle an alert.',
  avoid: 'note = "### Investigating Example"\ntags = ["OS: Linux"]',
  prefer: 'note = "### Investigating Example"\ntags = ["OS: Linux", "Resources: Investigation Guide"]',

  check(analysis, report) {
    const { note } = analysis.rule.table;
    if (typeof note !== 'string' || !note.includes('Investigating')) return;
    const finding = missingTags(
      analysis,
      ['Resources: Investigation Guide'],
      'the note is an investigation guide',
    );
    if (finding) report(finding);
  },
});
