import { dateFormat } from '../../../rule/schema/formats.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { today } from '../../../rule/schema-check/today.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'date-order',
  severity: 'warning',
  elasticSeverity: 'error',
  scope: 'production',
  counterpart: 'test_all_rules.test_updated_date_newer_than_creation',
  judges: ['creation_date', 'updated_date'],
  echoes: ['date-format'],
  summary: '"updated_date" earlier than "creation_date"',
  why: 'One of the dates is wrong, and people use them to find new rules.',
  avoid: 'creation_date = "2026/03/01"\nupdated_date = "2026/02/01"',
  prefer: 'creation_date = "2026/03/01"\nupdated_date = "2026/03/01"',

  check({ rule, document }, report) {
    const { creation_date: created, updated_date: updated } = rule.metadata;
    if (typeof created !== 'string' || typeof updated !== 'string' || updated >= created) return;
    if (!dateFormat.pattern.test(created) || !dateFormat.pattern.test(updated)) return;
    const path = ['metadata', 'updated_date'];
    report({
      span: valueSpan(document, path),
      message: `"updated_date" is earlier than "creation_date" (${created}).`,
      ...(created <= today() ? replaceFix(document, path, today()) : {}),
      related: [
        { span: valueSpan(document, ['metadata', 'creation_date']), message: 'The creation date is here.' },
      ],
    });
  },
});
