import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'integration-string',
  severity: 'hint',
  off: true,
  summary: '"integration" that is not a list',
  why: 'A string is allowed, but all other rules use a list, and tools iterate over it.',
  avoid: 'integration = "aws"',
  prefer: 'integration = ["aws"]',

  check({ rule, document }, report) {
    const { integration } = rule.metadata;
    if (typeof integration !== 'string') return;
    const span = valueSpan(document, ['metadata', 'integration']);
    report({
      span,
      message: '"integration" is a string; it should be a list.',
      fix: {
        title: 'Make it a list',
        edits: [{ span, text: `[${document.text.slice(span.start, span.end)}]` }],
      },
    });
  },
});
