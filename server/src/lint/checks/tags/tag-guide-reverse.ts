import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

const tag = 'Resources: Investigation Guide';

export default defineLint({
  id: 'tag-guide-reverse',
  severity: 'hint',
  off: true,
  bypass: 'tags_validation',
  summary: 'Investigation guide tag without a guide',
  why: 'People look for rules that explain how to handle an alert.',
  avoid: `tags = ["${tag}"]`,
  prefer: `note = "### Investigating Example"\ntags = ["${tag}"]`,

  check({ rule, document }, report) {
    const index = rule.tags.indexOf(tag);
    const { note } = rule.table;
    if (index < 0 || (typeof note === 'string' && note.includes('Investigating'))) return;
    report({
      span: valueSpan(document, ['rule', 'tags', index]),
      message: 'The tag promises an investigation guide, but "note" has none.',
      help: 'Write the guide below "### Investigating" and the name of the rule, or remove the tag.',
    });
  },
});
