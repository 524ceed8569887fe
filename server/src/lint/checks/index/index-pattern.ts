import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'index-pattern',
  severity: 'warning',
  summary: 'Index pattern that matches no index',
  why: 'Index names cannot contain spaces, so the rule finds nothing there.',
  avoid: 'index = ["logs-* "]',
  prefer: 'index = ["logs-*"]',

  check({ rule, document }, report) {
    const { index: patterns } = rule.table;
    if (!Array.isArray(patterns)) return;
    for (const [index, pattern] of patterns.entries()) {
      if (typeof pattern !== 'string' || !/^$|\s/.test(pattern)) continue;
      const path = ['rule', 'index', index];
      const trimmed = pattern.trim();
      report({
        span: valueSpan(document, path),
        message:
          trimmed === ''
            ? 'The index pattern is empty.'
            : 'The index pattern contains a space, but an index name cannot.',
        help: /\s|^$/.test(trimmed) ? 'Write each pattern in its own quotes.' : `Write "${trimmed}".`,
        ...(/\s|^$/.test(trimmed) ? {} : replaceFix(document, path, trimmed)),
      });
    }
  },
});
