import { tagsByIndex } from '../../../rule/schema/tags.js';
import { defineLint } from '../../lint.js';
import { missingTags } from './missing-tags.js';

export default defineLint({
  id: 'tag-required-by-index',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_required_tags',
  bypass: 'tags_validation',
  judges: ['tags', 'index'],
  summary: 'Rule without the tags of the data that it reads',
  why: 'People look for rules by data source, and install those for the data that they have.',
  avoid: `index = ["logs-endpoint.events.*"]
tags = ["Data Source: Elastic Defend"]`,
  prefer: `index = ["logs-endpoint.events.*"]
tags = ["Domain: Endpoint", "Data Source: Elastic Defend"]`,

  check(analysis, report) {
    const { rule } = analysis;
    const seen = new Set<string>();
    for (const index of rule.index) {
      const wanted = Object.hasOwn(tagsByIndex, index) ? tagsByIndex[index]! : undefined;
      const unseen = wanted?.tags.filter((tag) => !seen.has(tag) && !rule.tags.includes(tag)) ?? [];
      if (unseen.length === 0) continue;
      for (const tag of unseen) seen.add(tag);
      const finding = missingTags(analysis, unseen, `the rule reads "${index}"`);
      if (finding) report({ ...finding, severity: wanted!.demanded ? 'error' : 'information' });
    }
  },
});
