import { type ResolvedEsql, resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import type { Call, Expression } from '../../../query/esql/syntax.js';
import { writtenName } from '../../../query/esql/written-name.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-contains-null',
  severity: 'information',
  language: esqlLanguage,
  summary: 'MV_CONTAINS that holds for events without the field',
  why: 'Every list contains a missing value, so MV_CONTAINS is true if its second argument has no value. IN is null in that case, and WHERE drops the event.',
  avoid: `[metadata]
min_stack_version = "9.2.0"
[rule]
type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where MV_CONTAINS(["admin", "root"], user.name)'`,
  prefer: `[metadata]
min_stack_version = "9.2.0"
[rule]
type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where (user.name IS NOT NULL AND MV_CONTAINS(["admin", "root"], user.name))'`,

  check(analysis, report) {
    if (!/mv_contains/i.test(analysis.rule.query?.text ?? '')) return;
    const esql = resolvedEsql(analysis);
    if (!esql) return;
    const tested = columnsTested(esql);
    for (const expression of esql.expressions.keys()) {
      const part = expression.kind === 'call' ? partOf(expression, esql) : undefined;
      if (part === undefined || tested.has(part)) continue;
      const { span } = expression;
      const test = `${writtenName(part)} IS NOT NULL AND`;
      const fix = analysis.queryFix({
        title: `Drop rows without "${part}"`,
        edits: [{ span, text: `(${test} ${esql.text.slice(span.start, span.end)})` }],
        manual: true,
      });
      report({
        span: analysis.queryToDocument(span),
        message: `This is also true for events without "${part}".`,
        help: `Write "${test}" before it.`,
        ...(fix ? { fix } : {}),
      });
    }
  },
});

/** Returns the field that MV_CONTAINS searches for, if it can be missing. */
function partOf({ name, arguments: [, part] }: Call, esql: ResolvedEsql): string | undefined {
  if (name !== 'mv_contains' || part?.kind !== 'column') return undefined;
  const column = esql.expressions.get(part)?.typed.column;
  return column?.origin === 'field' && column.isNullable ? part.name : undefined;
}

/** Returns the columns that another condition compares or tests for existence: then the intent is unclear. */
function columnsTested({ expressions }: ResolvedEsql): ReadonlySet<string> {
  const tested = new Set<string>();
  for (const expression of expressions.keys())
    for (const operand of operandsOf(expression)) if (operand.kind === 'column') tested.add(operand.name);
  return tested;
}

function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'comparison':
      return [expression.left, expression.right];
    case 'in':
    case 'pattern':
    case 'match':
      return [expression.value];
    case 'is-null':
      return [expression.operand];
    default:
      return [];
  }
}
