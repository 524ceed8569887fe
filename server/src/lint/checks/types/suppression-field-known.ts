import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { hasField } from '../../../query/esql/resolve/columns.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';
import { unknownNames } from '../query/unknown-names.js';

export default defineLint({
  id: 'suppression-field-known',
  severity: 'warning',
  counterpart: 'test_all_rules.test_group_field_in_schemas',
  echoes: ['suppression-shape'],
  summary: 'Unknown field to group by',
  why: 'Events without the field are in no group, or all in the same one, so the rule raises no alert or only one.',
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
    const columns = resolvedEsql(analysis)?.result;
    // The columns of an ES|QL rule are created in the query, and dropped ones are reported there.
    const isField = (name: unknown): boolean =>
      !columns || (typeof name === 'string' && !columns.known.has(name) && hasField(columns, name));
    const found = [
      ...(isTable(alert_suppression)
        ? unknownNames(
            alert_suppression.group_by,
            ['rule', 'alert_suppression', 'group_by'],
            analysis,
            isField,
          )
        : []),
      ...(isTable(threshold) ? unknownNames(threshold.field, ['rule', 'threshold', 'field'], analysis) : []),
    ];
    for (const { path, ...finding } of found)
      report({ span: valueSpan(analysis.document, path), ...finding });
  },
});
