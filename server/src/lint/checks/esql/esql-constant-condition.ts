import { type ResolvedEsql, resolvedEsql } from '../../../analysis/resolved-esql.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import type { EsqlQuery, Expression } from '../../../query/esql/syntax.js';
import { allCommands, eachExpression, walkExpression } from '../../../query/esql/walk.js';
import { append } from '../../../text/append.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-constant-condition',
  severity: 'warning',
  language: esqlLanguage,
  echoes: ['esql-null-comparison'],
  summary: 'ES|QL condition that is the same for every row',
  why: 'It keeps all rows or none. Often a column is missing from the condition, or it is left over from testing.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" or "event.action" == "logout"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" or event.action == "logout"'`,

  check(analysis, report) {
    const esql = resolvedEsql(analysis);
    if (!esql || analysis.query?.parsed.problems.length !== 0) return;
    for (const condition of conditionsOf(esql.tree))
      for (const { span } of constantsIn(condition, esql))
        report({
          span: analysis.queryToDocument(span),
          message: 'This condition is the same for every row.',
          help: 'Compare a column, or remove the condition.',
        });
  },
});

/** Returns the conditions of WHERE, of aggregates and of CASE. */
function conditionsOf(tree: EsqlQuery): readonly Expression[] {
  const found: Expression[] = [];
  for (const command of allCommands(tree)) {
    if (command.kind === 'where') found.push(command.condition);
    if (command.kind === 'stats' || command.kind === 'inline-stats')
      append(
        found,
        command.aggregates.flatMap(({ filter }) => filter ?? []),
      );
  }
  eachExpression(tree, (node) => {
    if (node.kind !== 'call' || node.name !== 'case') return;
    // Other languages write the last alternative as `true`.
    const conditions = node.arguments.filter((_, index, { length }) => index % 2 === 0 && index < length - 1);
    append(
      found,
      conditions.filter(({ kind }) => kind !== 'boolean'),
    );
  });
  return found;
}

/**
 * Returns the largest constant subexpressions of a condition. The time of the run is a constant, but differs
 * in each run.
 */
function constantsIn(condition: Expression, esql: ResolvedEsql): readonly Expression[] {
  if (esql.expressions.get(condition)?.typed.isConstant) return readsTime(condition) ? [] : [condition];
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands.flatMap((operand) => constantsIn(operand, esql));
    case 'not':
      return constantsIn(condition.operand, esql);
    default:
      return [];
  }
}

function readsTime(condition: Expression): boolean {
  let found = false;
  walkExpression(condition, (node) => {
    if (node.kind === 'call' && node.arguments.length === 0) found = true;
  });
  return found;
}
