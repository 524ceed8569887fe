import { timelineTemplates } from '../../../rule/schema-check/check-combinations.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'timeline-template',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'definitions.TIMELINE_TEMPLATES',
  bypass: 'timeline_template_validation',
  summary: 'Unknown Timeline template',
  why: 'Your own templates do not exist where others install the rule, and Kibana then shows none.',
  avoid: `timeline_id = "00000000-0000-4000-8000-000000000002"
timeline_title = "Ours"`,
  prefer: `timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"
timeline_title = "Generic Endpoint Timeline"`,

  check({ rule, document }, report) {
    const { timeline_id: id, timeline_title: title } = rule.table;
    if (typeof id !== 'string' || Object.hasOwn(timelineTemplates, id)) return;
    const known = Object.entries(timelineTemplates).find(([, name]) => name === title)?.[0];
    const span = valueSpan(document, ['rule', 'timeline_id']);
    report({
      span,
      message: `No Timeline template that comes with Elastic Security has the id "${id}".`,
      ...(known
        ? {
            fix: {
              title: `Replace with the id of "${String(title)}"`,
              edits: [{ span, text: `"${known}"` }],
            },
          }
        : { help: 'Use the id of one of its templates, such as that of "Generic Endpoint Timeline".' }),
    });
  },
});
