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
  summary: 'Duplicate tag',
  why: 'The second has no effect; another tag may have been intended.',
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
        message: `Duplicate tag "${tag}".`,
        related: [{ span: valueSpan(document, [...path, first]), message: 'First used here.' }],
        ...(edit ? { fix: { title: 'Remove it', edits: [edit] } } : {}),
      });
    }
  },
});
