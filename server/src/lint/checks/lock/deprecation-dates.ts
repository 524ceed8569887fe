import { dateFormat } from '../../../rule/schema/formats.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { insertKey, quoted } from '../../../rule/schema-check/key-edits.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'deprecation-dates',
  severity: 'error',
  profile: 'elastic',
  scope: 'deprecated',
  counterpart: 'test_all_rules.test_deprecated_rules',
  summary: 'Missing "deprecation_date", or one that differs from "updated_date"',
  why: 'A rule does not change after its deprecation, so that is also the day of its last change.',
  avoid: `[metadata]
creation_date = "2026/01/05"
deprecation_date = "2026/03/01"
maturity = "deprecated"
updated_date = "2026/03/02"
[rule]`,
  prefer: `[metadata]
creation_date = "2026/01/05"
deprecation_date = "2026/03/02"
maturity = "deprecated"
updated_date = "2026/03/02"
[rule]`,

  check({ rule, document }, report) {
    const { deprecation_date: deprecated, updated_date: updated } = rule.metadata;
    if (document.problems.length > 0 || typeof updated !== 'string' || deprecated === updated) return;
    const day = dateFormat.pattern.test(updated) ? updated : undefined;
    if (deprecated === undefined) {
      const edit = day && insertKey(document, 'metadata', 'deprecation_date', quoted(day));
      report({
        span: valueSpan(document, ['metadata', 'maturity']),
        message: 'A deprecated rule needs "deprecation_date".',
        ...(edit ? { fix: { title: `Set "deprecation_date" to "${day}"`, edits: [edit] } } : {}),
      });
      return;
    }
    const path = ['metadata', 'deprecation_date'];
    report({
      span: valueSpan(document, path),
      message: `"deprecation_date" must be the same day as "updated_date", ${updated}.`,
      ...replaceFix(document, path, day),
    });
  },
});
