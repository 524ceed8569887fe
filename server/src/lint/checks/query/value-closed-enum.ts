import { defineLint } from '../../lint.js';
import { someValues, unlistedValues } from './compared-values.js';

export default defineLint({
  id: 'value-closed-enum',
  severity: 'warning',
  summary: 'Value that ECS does not allow for the field',
  why: 'The schema lists the values of the field. Any other value only matches events that violate the schema.',
  avoid: 'process where event.type == "launched"',
  prefer: 'process where event.type == "start"',

  check(analysis, report) {
    for (const { field, text, span, nearest, list } of unlistedValues(analysis)) {
      if (nearest !== undefined || list.kind !== 'closed') continue;
      report({
        span: analysis.queryToDocument(span),
        message: `"${field}" cannot be "${text}" in the Elastic Common Schema.`,
        help: `It allows ${someValues(list)}.`,
      });
    }
  },
});
