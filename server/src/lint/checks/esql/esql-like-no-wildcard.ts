import { resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import type { PatternTest, StringLiteral } from '../../../query/esql/syntax.js';
import { isText } from '../../../query/esql/types.js';
import { eachExpression } from '../../../query/esql/walk.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-like-no-wildcard',
  severity: 'information',
  language: esqlLanguage,
  summary: 'LIKE without a wildcard',
  why: 'LIKE matches the whole value. Without `*` or `?` it only tests for equality, and never finds a part of a value.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where process.name like "curl"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where process.name == "curl"'`,

  check(analysis, report) {
    const { queryToDocument, queryFix } = analysis;
    const esql = resolvedEsql(analysis);
    if (!esql) return;
    const { text, tree, expressions } = esql;
    eachExpression(tree, (expression) => {
      if (expression.kind !== 'pattern' || expression.operator !== 'like') return;
      const type = expressions.get(expression.value)?.typed.type ?? 'unknown';
      if (!isText(type) && type !== 'unknown') return;
      const literals = expression.patterns.filter((pattern) => pattern.kind === 'string');
      // A plain value in a list with real patterns is fine.
      if (literals.length !== expression.patterns.length || literals.some(hasWildcard)) return;
      const written = (start: number, end: number): string => text.slice(start, end);
      const subject = written(expression.value.span.start, expression.value.span.end);
      const values = literals.map(({ span }) => written(span.start, span.end));
      const exact = `${subject} ${operatorOf(expression)} ${expression.isList ? `(${values.join(', ')})` : values[0]}`;
      const isMeantForSql = literals.some(({ value }) => /^%|%$/.test(value));
      // In a comparison, a backslash is literal.
      const fix = literals.some(({ value }) => value.includes('\\'))
        ? undefined
        : queryFix({ title: `Write ${exact}`, edits: [{ span: expression.span, text: exact }] });
      report({
        span: queryToDocument(expression.span),
        ...(isMeantForSql
          ? {
              severity: 'warning' as const,
              message: '"%" is not a wildcard in LIKE, so this matches only the exact value.',
              help: 'Use "*" to match any characters.',
            }
          : {
              message: 'LIKE without a wildcard matches only the exact value.',
              help: `Use "${operatorOf(expression)}", or add "*" to match a part of the value.`,
            }),
        ...(fix && !isMeantForSql ? { fix } : {}),
      });
    });
  },
});

function operatorOf({ isList, isNegated }: PatternTest): string {
  if (isList) return isNegated ? 'NOT IN' : 'IN';
  return isNegated ? '!=' : '==';
}

function hasWildcard({ value }: StringLiteral): boolean {
  return /[*?]/.test(value.replace(/\\./gs, ''));
}
