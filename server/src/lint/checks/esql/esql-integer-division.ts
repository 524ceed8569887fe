import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import type { Arithmetic } from '../../../query/esql/syntax.js';
import { defineLint } from '../../lint.js';
import { lostFractions } from './lost-fractions.js';

export default defineLint({
  id: 'esql-integer-division',
  severity: 'warning',
  language: esqlLanguage,
  summary: 'Division of whole numbers whose fraction is used',
  why: 'ES|QL drops the fraction when it divides whole numbers: 3 / 4 is 0. The ratio of a part to its total is 0 until the two are equal.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | stats failed = count(*) where event.outcome == "failure", total = count(*) by host.id | where failed / total > 0.5'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats failed = count(*) where event.outcome == "failure", total = count(*) by host.id | where failed * 1.0 / total > 0.5'`,

  check(analysis, report) {
    const esql = resolvedEsql(analysis);
    if (!esql) return;
    for (const { division, use } of lostFractions(esql)) {
      const fix = analysis.queryFix({ title: 'Multiply by 1.0 first', edits: [withFraction(division)] });
      report({
        span: analysis.queryToDocument(division.span),
        message: 'Both sides are whole numbers, so the fraction is dropped before it is used.',
        help: 'Multiply by 1.0 before the division.',
        related: [{ span: analysis.queryToDocument(use.span), message: 'The fraction is used here.' }],
        ...(fix ? { fix } : {}),
      });
    }
  },
});

function withFraction({ operatorSpan: { start } }: Arithmetic) {
  return { span: { start, end: start }, text: '* 1.0 ' };
}
