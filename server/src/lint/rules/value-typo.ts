import { replaceLiteral, unlistedValues } from '../eql-values.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'value-typo',
  severity: 'warning',
  summary: 'Value that is probably misspelt',
  why: 'The field holds values from a known list, so a misspelt one never matches.',
  avoid: 'process where event.type == "strat"',
  prefer: 'process where event.type == "start"',

  check(analysis, report) {
    for (const { field, literal, nearest } of unlistedValues(analysis)) {
      if (nearest === undefined) continue;
      const fix = analysis.queryFix(replaceLiteral(literal, nearest));
      report({
        span: analysis.queryToDocument(literal.span),
        message: `"${literal.value}" is not a known value of "${field.name}".`,
        help: `Did you mean "${nearest}"?`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});
