import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { removeFromList } from '../shared/list-edits.js';

export default defineLint({
  id: 'index-duplicate',
  severity: 'hint',
  summary: 'Duplicate index pattern',
  why: 'The second one has no effect.',
  avoid: 'index = ["logs-a-*", "logs-a-*"]',
  prefer: 'index = ["logs-a-*"]',

  check({ rule, document }, report) {
    const { index: patterns } = rule.table;
    if (!Array.isArray(patterns) || new Set(patterns).size === patterns.length) return;
    for (const [index, pattern] of patterns.entries()) {
      const first = patterns.indexOf(pattern);
      if (first === index || typeof pattern !== 'string') continue;
      const edit = removeFromList(document, ['rule', 'index'], index);
      report({
        span: valueSpan(document, ['rule', 'index', index]),
        message: `Duplicate index pattern "${pattern}".`,
        ...(edit ? { fix: { title: 'Remove it', edits: [edit] } } : {}),
      });
    }
  },
});
