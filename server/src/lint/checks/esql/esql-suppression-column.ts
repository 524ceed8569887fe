import { madeColumns, resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { hasField } from '../../../query/esql/resolve/columns.js';
import { replaceFix } from '../../../rule/schema-check/check-value.js';
import { valueSpan } from '../../../rule/schema-check/place.js';
import { nearestNames } from '../../../text/nearest.js';
import { isTable } from '../../../toml/path.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-suppression-column',
  severity: 'warning',
  language: esqlLanguage,
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_group_field_in_schemas',
  echoes: ['suppression-shape'],
  summary: 'Suppression by an unknown column',
  why: 'No row has the column, so all alerts fall into one group and all but the first are suppressed.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | stats Esql.count = count(*) by host.id | keep *'
[rule.alert_suppression]
group_by = ["Esql.cuont"]
missing_fields_strategy = "suppress"`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats Esql.count = count(*) by host.id | keep *'
[rule.alert_suppression]
group_by = ["Esql.count"]
missing_fields_strategy = "suppress"`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const esql = resolvedEsql(analysis);
    const { alert_suppression } = rule.table;
    if (!esql || !isTable(alert_suppression) || !Array.isArray(alert_suppression.group_by)) return;
    const { result } = esql;
    const made = new Set(madeColumns(esql).map(({ name }) => name));
    alert_suppression.group_by.forEach((name, index) => {
      if (typeof name !== 'string' || result.known.has(name)) return;
      const isMade = /^Esql(?:_priv)?\./.test(name);
      // Event fields are kept unless a command drops them.
      if (hasField(result, name) && !isMade) return;
      const path = ['rule', 'alert_suppression', 'group_by', index];
      const [nearest] = nearestNames(name, [...result.known.keys()]);
      const culprit = (result.gone.get(name) ?? result.closedBy)?.name;
      report({
        span: valueSpan(document, path),
        message:
          culprit === undefined || (isMade && !made.has(name))
            ? `The query has no column "${name}".`
            : `The ${culprit} of the query drops "${name}".`,
        ...(nearest ? { help: `Did you mean "${nearest}"?`, ...replaceFix(document, path, nearest) } : {}),
      });
    });
  },
});
