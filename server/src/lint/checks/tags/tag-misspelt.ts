import { isExpectedTag, misspeltTag } from '../../../rule/schema/tags.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'tag-misspelt',
  severity: 'warning',
  scope: 'production',
  bypass: 'tags_validation',
  judges: ['tags'],
  summary: 'Misspelt tag',
  why: 'A filter by the usual tag misses this rule.',
  avoid: 'tags = ["Tactic: Executon"]',
  prefer: 'tags = ["Tactic: Execution"]',

  check({ rule, document }, report) {
    const { tags } = rule.table;
    if (!Array.isArray(tags)) return;
    for (const [index, tag] of tags.entries()) {
      const meant = typeof tag === 'string' ? misspeltTag(tag) : undefined;
      if (meant === undefined) continue;
      const path = ['rule', 'tags', index];
      report({
        span: valueSpan(document, path),
        message: `Misspelt tag "${String(tag)}": other rules have "${meant}".`,
        help: `Did you mean "${meant}"?`,
        ...(isExpectedTag(meant) ? {} : { severity: 'hint' as const }),
        ...replaceFix(document, path, meant),
      });
    }
  },
});
