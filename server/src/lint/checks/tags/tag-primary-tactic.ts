import { defineLint } from '../../lint.js';
import { primaryTactics } from '../threat/tactics.js';
import { missingTags } from './missing-tags.js';

export default defineLint({
  id: 'tag-primary-tactic',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_primary_tactic_as_tag',
  bypass: 'tags_validation',
  judges: ['tags', 'threat', 'type'],
  echoes: ['threat-tactic', 'type-enum'],
  summary: 'Rule without a tag for its first tactic',
  why: 'People look for rules by tactic.',
  avoid: `tags = ["OS: Linux"]
[[rule.threat]]
[rule.threat.tactic]
name = "Execution"`,
  prefer: `tags = ["OS: Linux", "Tactic: Execution"]
[[rule.threat]]
[rule.threat.tactic]
name = "Execution"`,

  check(analysis, report) {
    const { rule } = analysis;
    if (rule.type === 'machine_learning') return;
    if (rule.tags.some((tag) => tag.includes('Continuous Monitoring'))) return;
    const tags = primaryTactics(rule).map((tactic) => `Tactic: ${tactic}`);
    if (tags.length === 0 || tags.some((tag) => rule.tags.includes(tag))) return;
    const finding = missingTags(analysis, tags.slice(0, 1), 'it is the first tactic of the rule');
    if (finding) report(finding);
  },
});
