import { esqlLanguage } from '../../../query/esql/language.js';
import type { Comparison, Membership } from '../../../query/esql/syntax.js';
import { eachExpression } from '../../../query/esql/walk.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-null-comparison',
  severity: 'warning',
  language: esqlLanguage,
  echoes: ['esql-syntax'],
  summary: 'Comparison with null in ES|QL',
  why: 'In ES|QL a comparison with null is null for every row, even under NOT, and WHERE drops the row. In EQL "== null" finds events without the field.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" and user.name != null'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" and user.name IS NOT NULL'`,

  check(analysis, report) {
    const esql = analysis.parsed(esqlLanguage);
    if (!esql?.tree || !/\bnull\b/i.test(esql.text)) return;
    eachExpression(esql.tree, (expression) => {
      if (expression.kind === 'comparison') {
        const test = nullTestOf(expression, esql.text);
        if (!test) return;
        const fix =
          test.text !== undefined &&
          analysis.queryFix({
            title: `Write ${test.operator}`,
            edits: [{ span: expression.span, text: test.text }],
            manual: true,
          });
        report({
          span: analysis.queryToDocument(expression.span),
          message: 'A comparison with null is null for every row, never true or false.',
          help: `Write "${test.operator}".`,
          ...(fix ? { fix } : {}),
        });
      } else if (expression.kind === 'in') {
        const item = expression.items.find(({ kind }) => kind === 'null');
        if (item) report({ span: analysis.queryToDocument(item.span), ...findingInList(expression) });
      }
    });
  },
});

/**
 * Returns the intended test for a missing value. `text` is undefined for an ordering comparison with null.
 */
function nullTestOf(
  { left, operator, right }: Comparison,
  text: string,
): { readonly operator: string; readonly text: string | undefined } | undefined {
  const value = right.kind === 'null' ? left : left.kind === 'null' ? right : undefined;
  if (!value) return undefined;
  const test = operator === '!=' ? 'IS NOT NULL' : 'IS NULL';
  const isEquality = operator === '==' || operator === '!=';
  return {
    operator: test,
    text: isEquality ? `${text.slice(value.span.start, value.span.end)} ${test}` : undefined,
  };
}

function findingInList({ isNegated }: Membership): { readonly message: string; readonly help: string } {
  return isNegated
    ? {
        message: 'With null in the list no row satisfies this.',
        help: 'Remove it, or add a condition with "IS NOT NULL".',
      }
    : {
        message: 'A value is never equal to null, so this finds nothing.',
        help: 'Remove it, or add a condition with "IS NULL".',
      };
}
