import { tagPrefixes } from '../../../rule/schema/tags.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { nearestNames } from '../../../text/nearest.js';
import { defineLint } from '../../lint.js';
import { meantTag } from './missing-tags.js';

export default defineLint({
  id: 'tag-prefix',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_tag_prefix',
  bypass: 'tags_validation',
  judges: ['tags'],
  summary: 'Tag without a known prefix',
  why: 'Tags are grouped by their prefix.',
  avoid: 'tags = ["Linux"]',
  prefer: 'tags = ["OS: Linux"]',

  check({ rule, document }, report) {
    const { tags } = rule.table;
    if (!Array.isArray(tags)) return;
    for (const [index, tag] of tags.entries()) {
      if (typeof tag !== 'string' || tagPrefixes.some((prefix) => tag.includes(prefix))) continue;
      if (meantTag(tag) !== undefined) continue;
      const colon = tag.indexOf(':');
      const [meant] = colon < 0 ? [] : nearestNames(tag.slice(0, colon + 1), tagPrefixes);
      report({
        span: valueSpan(document, ['rule', 'tags', index]),
        message: `The tag "${tag}" has no known prefix.`,
        help:
          meant === undefined
            ? `Start it with one of ${tagPrefixes.map((prefix) => `"${prefix}"`).join(', ')}.`
            : `Did you mean "${meant}"?`,
      });
    }
  },
});
