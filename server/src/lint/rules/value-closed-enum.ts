import { someValues, unlistedValues } from '../eql-values.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'value-closed-enum',
  severity: 'warning',
  summary: 'Value that the Elastic Common Schema does not allow',
  why: 'The schema says which values the field holds. Another one matches only events that break the schema.',
  avoid: 'process where event.type == "launched"',
  prefer: 'process where event.type == "start"',

  check(analysis, report) {
    for (const { field, literal, nearest, list } of unlistedValues(analysis)) {
      if (nearest !== undefined || list.kind !== 'closed') continue;
      report({
        span: analysis.queryToDocument(literal.span),
        message: `"${field.name}" cannot be "${literal.value}" in the Elastic Common Schema.`,
        help: `It allows ${someValues(list)}.`,
      });
    }
  },
});
