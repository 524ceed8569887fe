import { defineLint } from '../../lint.js';
import { tacticsOf } from '../threat/tactics.js';
import { missingTags } from './missing-tags.js';

export default defineLint({
  id: 'tag-every-tactic',
  severity: 'hint',
  off: true,
  bypass: 'tags_validation',
  judges: ['tags', 'threat'],
  echoes: ['threat-tactic', 'tag-primary-tactic'],
  summary: 'Tactic without a tag',
  why: 'People look for rules by tactic, and a rule may have several.',
  avoid: `tags = ["Tactic: Execution"]
[[rule.threat]]
[rule.threat.tactic]
name = "Execution"
[[rule.threat]]
[rule.threat.tactic]
name = "Impact"`,
  prefer: `tags = ["Tactic: Execution", "Tactic: Impact"]
[[rule.threat]]
[rule.threat.tactic]
name = "Execution"
[[rule.threat]]
[rule.threat.tactic]
name = "Impact"`,

  check(analysis, report) {
    const tags = new Set(tacticsOf(analysis.rule).map((tactic) => `Tactic: ${tactic}`));
    const finding = missingTags(analysis, [...tags], 'the rule has one for each of its tactics');
    if (finding) report(finding);
  },
});
