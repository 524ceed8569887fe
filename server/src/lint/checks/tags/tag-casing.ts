import { establishedSpelling, isExpectedTag } from '../../../rule/schema/tags.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'tag-casing',
  severity: 'warning',
  elasticSeverity: 'error',
  scope: 'production',
  counterpart: 'test_all_rules.test_casing_and_spacing',
  bypass: 'tags_validation',
  summary: 'Tag with unusual case or spaces',
  why: 'Tags are compared exactly, so a filter by the usual tag misses this rule.',
  avoid: 'tags = ["OS: MacOS"]',
  prefer: 'tags = ["OS: macOS"]',

  check({ rule, document }, report) {
    const { tags } = rule.table;
    if (!Array.isArray(tags)) return;
    for (const [index, tag] of tags.entries()) {
      const usual = typeof tag === 'string' ? establishedSpelling(tag) : undefined;
      if (usual === undefined) continue;
      const path = ['rule', 'tags', index];
      report({
        span: valueSpan(document, path),
        message: `The tag "${String(tag)}" is written "${usual}" everywhere else.`,
        ...(isExpectedTag(usual) ? {} : { severity: 'hint' as const }),
        ...replaceFix(document, path, usual),
      });
    }
  },
});
