import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { unknownNames } from '../query/unknown-names.js';

export default defineLint({
  id: 'suppression-field-known',
  severity: 'warning',
  counterpart: 'test_all_rules.test_group_field_in_schemas',
  echoes: ['suppression-shape'],
  summary: 'Field to group by that no schema has',
  why: 'Events without the field fall out of every group, or all into one, so the rule raises no alert or a single one.',
  avoid: `type = "threshold"
language = "kuery"
query = 'event.category: authentication'
[rule.threshold]
field = ["user.nam"]
value = 5`,
  prefer: `type = "threshold"
language = "kuery"
query = 'event.category: authentication'
[rule.threshold]
field = ["user.name"]
value = 5`,

  check(analysis, report) {
    const { alert_suppression, threshold } = analysis.rule.table;
    // The columns of an ES|QL rule are made in the query.
    if (analysis.rule.language === 'esql') return;
    const found = [
      ...(isTable(alert_suppression)
        ? unknownNames(alert_suppression.group_by, ['rule', 'alert_suppression', 'group_by'], analysis)
        : []),
      ...(isTable(threshold) ? unknownNames(threshold.field, ['rule', 'threshold', 'field'], analysis) : []),
    ];
    for (const { path, ...finding } of found)
      report({ span: valueSpan(analysis.document, path), ...finding });
  },
});
