import { replaceValue, unlistedValues } from '../compared-values.js';
import { defineLint } from '../lint.js';

export default defineLint({
  id: 'value-typo',
  severity: 'warning',
  summary: 'Value that is probably misspelt',
  why: 'The field holds values from a known list, so a misspelt one never matches.',
  avoid: 'process where event.type == "strat"',
  prefer: 'process where event.type == "start"',

  check(analysis, report) {
    for (const value of unlistedValues(analysis)) {
      const { field, text, span, nearest } = value;
      if (nearest === undefined) continue;
      const fix = analysis.queryFix(replaceValue(value, nearest));
      report({
        span: analysis.queryToDocument(span),
        message: `"${text}" is not a known value of "${field}".`,
        help: `Did you mean "${nearest}"?`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});
