import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

/** Lists of index patterns, and what an empty one means. */
const lists = [
  { key: 'index', effect: 'the rule searches no index, and the default patterns are not used instead' },
  { key: 'threat_index', effect: 'there are no indicators to match with' },
] as const;

export default defineLint({
  id: 'index-empty',
  severity: 'warning',
  summary: 'Empty list of index patterns',
  why: 'Kibana accepts an empty list when it creates a rule, but the rule then finds nothing.',
  avoid: 'index = []',
  prefer: 'index = ["logs-*"]',

  check({ rule, document }, report) {
    for (const { key, effect } of lists) {
      const value = rule.table[key];
      if (!Array.isArray(value) || value.length > 0 || rule.table.data_view_id !== undefined) continue;
      report({
        span: valueSpan(document, ['rule', key]),
        message: `"${key}" is empty: ${effect}.`,
        help: 'Name the index patterns.',
      });
    }
  },
});
