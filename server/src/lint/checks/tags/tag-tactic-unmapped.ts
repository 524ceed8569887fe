import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { tacticsOf } from '../threat/tactics.js';
import { meantTag } from './missing-tags.js';

const prefix = 'Tactic: ';

export default defineLint({
  id: 'tag-tactic-unmapped',
  severity: 'information',
  bypass: 'tags_validation',
  judges: ['tags', 'threat'],
  echoes: ['threat-tactic', 'tag-primary-tactic'],
  summary: 'Tactic tag without an entry in "threat"',
  why: 'The tag contradicts the ATT&CK coverage of the rule.',
  avoid: `tags = ["Tactic: Impact"]
[[rule.threat]]
[rule.threat.tactic]
name = "Execution"`,
  prefer: `tags = ["Tactic: Execution"]
[[rule.threat]]
[rule.threat.tactic]
name = "Execution"`,

  check({ rule, document }, report) {
    const { tags } = rule.table;
    if (!Array.isArray(tags)) return;
    let tactics: string[] | undefined;
    for (const [index, tag] of tags.entries()) {
      if (typeof tag !== 'string' || !tag.startsWith(prefix)) continue;
      tactics ??= tacticsOf(rule);
      const tactic = tag.slice(prefix.length);
      if (tactics.length === 0 || tactics.includes(tactic)) continue;
      if (meantTag(tag) !== undefined) continue;
      report({
        span: valueSpan(document, ['rule', 'tags', index]),
        message: `The rule has the tag of the tactic "${tactic}", but "threat" does not list it.`,
        help: 'Add the tactic to "threat", or remove the tag.',
      });
    }
  },
});
