import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import { writtenName } from '../../../query/esql/written-name.js';
import { defineLint } from '../../lint.js';
import { nullTraps } from './null-traps.js';

export default defineLint({
  id: 'esql-null-trap',
  severity: 'hint',
  language: esqlLanguage,
  summary: 'ES|QL exclusion that drops events without the field',
  why: 'In ES|QL a condition on a field without a value is null, even under NOT, and WHERE drops the row. The same exclusion in EQL or KQL keeps such events.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" and user.name != "backup"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" and (user.name IS NULL OR user.name != "backup")'`,

  check(analysis, report) {
    const esql = resolvedEsql(analysis);
    if (!esql) return;
    for (const { span, column, field, isInGroup } of nullTraps(esql)) {
      const written = esql.text.slice(span.start, span.end);
      const name = writtenName(column);
      const fix = analysis.queryFix({
        title: `Keep rows without "${field}"`,
        edits: [
          {
            span,
            text: isInGroup ? `(${name} IS NOT NULL AND ${written})` : `(${name} IS NULL OR ${written})`,
          },
        ],
        manual: true,
      });
      report({
        span: analysis.queryToDocument(span),
        message: `This also drops events without "${field}", because the condition is null. EQL and KQL keep them.`,
        help: isInGroup
          ? `To keep them, write "${name} IS NOT NULL AND" before it; to drop them, add "${name} IS NOT NULL" to the query.`
          : `To keep them, write "${name} IS NULL OR" before it; to drop them, "${name} IS NOT NULL AND".`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});
