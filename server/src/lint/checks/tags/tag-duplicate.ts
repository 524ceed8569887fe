import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { removeFromList } from '../shared/list-edits.js';

export default defineLint({
  id: 'tag-duplicate',
  severity: 'warning',
  elasticSeverity: 'error',
  scope: 'production',
  counterpart: 'test_all_rules.test_no_duplicate_tags',
  bypass: 'tags_validation',
  summary: 'Tag that stands twice',
  why: 'The second one says nothing, and may stand in the place of another tag.',
  avoid: 'tags = ["OS: Linux", "Tactic: Execution", "OS: Linux"]',
  prefer: 'tags = ["OS: Linux", "Tactic: Execution"]',

  check({ rule, document }, report) {
    const { tags } = rule.table;
    if (!Array.isArray(tags) || new Set(tags).size === tags.length) return;
    const path = ['rule', 'tags'];
    for (const [index, tag] of tags.entries()) {
      const first = tags.indexOf(tag);
      if (first === index || typeof tag !== 'string') continue;
      const edit = removeFromList(document, path, index);
      report({
        span: valueSpan(document, [...path, index]),
        message: `The tag "${tag}" stands twice.`,
        related: [{ span: valueSpan(document, [...path, first]), message: 'It stands here already.' }],
        ...(edit ? { fix: { title: 'Remove it', edits: [edit] } } : {}),
      });
    }
  },
});
