import { madeColumns, resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-column-dynamic-prefix',
  severity: 'warning',
  language: esqlLanguage,
  off: true,
  counterpart: 'rule_validators.validate_columns_index_mapping',
  summary: 'Computed ES|QL column without the prefix "Esql."',
  why: 'Alerts are mapped by field name, so a column without the prefix may one day collide with a field of a different type.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | stats number = count(*) by host.id | keep *'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats Esql.number = count(*) by host.id | keep *'`,

  check(analysis, report) {
    const { catalogue, queryToDocument } = analysis;
    for (const { name, nameSpan: span } of madeColumns(resolvedEsql(analysis))) {
      if (/^Esql(?:_priv)?\./.test(name) || catalogue.knows(name)) continue;
      report({
        span: queryToDocument(span),
        message: `The column "${name}" should be called "Esql.${name}".`,
      });
    }
  },
});
