import { valueSpan } from '../../rule/check/place.js';
import { defineLint } from '../lint.js';

const keys = ['name', 'description'];

export default defineLint({
  id: 'text-blank',
  severity: 'error',
  summary: 'Name or description without a text',
  why: 'Kibana refuses a rule without them, and an alert shows them first.',
  avoid: 'name = ""',
  prefer: 'name = "Shell Started by a Web Server"',

  check({ rule, document }, report) {
    for (const key of keys) {
      const value = rule.table[key];
      if (typeof value !== 'string' || value.trim() !== '') continue;
      report({
        span: valueSpan(document, ['rule', key]),
        message: `"${key}" is blank.`,
        help:
          key === 'name'
            ? 'Say in a few words what the rule finds.'
            : 'Say what the rule finds, and why it matters.',
      });
    }
  },
});
