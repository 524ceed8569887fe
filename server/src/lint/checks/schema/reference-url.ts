import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'reference-url',
  severity: 'information',
  summary: 'Reference that is not a web address',
  why: 'Kibana shows references as links.',
  avoid: 'references = ["see the wiki"]',
  prefer: 'references = ["https://example.org/wiki/shells"]',

  check({ rule, document }, report) {
    const { references } = rule.table;
    if (!Array.isArray(references)) return;
    for (const [index, reference] of references.entries()) {
      if (typeof reference !== 'string' || /^https?:\/\/[^\s/]\S*$/i.test(reference)) continue;
      const blank = /^https?:\/\/\S.*\s/i.test(reference);
      report({
        span: valueSpan(document, ['rule', 'references', index]),
        message: blank
          ? `"${reference}" contains a space, but a web address cannot.`
          : `"${reference}" does not start with "https://" or "http://".`,
        ...(blank ? { help: 'Remove it, or write it as %20 within the address.' } : {}),
      });
    }
  },
});
