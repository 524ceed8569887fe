import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

const keys = ['name', 'description'];

export default defineLint({
  id: 'text-blank',
  severity: 'warning',
  elasticSeverity: 'error',
  summary: 'Blank name or description',
  why: 'Kibana accepts a name that is only spaces; detection-rules refuses the rule.',
  avoid: 'name = " "',
  prefer: 'name = "Shell Started by a Web Server"',

  check({ rule, document }, report) {
    for (const key of keys) {
      const value = rule.table[key];
      if (typeof value !== 'string' || value.trim() !== '') continue;
      report({
        span: valueSpan(document, ['rule', key]),
        // Kibana also rejects an empty string.
        ...(value === '' ? { severity: 'error' as const } : {}),
        message: `"${key}" is blank.`,
        help:
          key === 'name'
            ? 'Say in a few words what the rule finds.'
            : 'Say what the rule finds, and why it matters.',
      });
    }
  },
});
