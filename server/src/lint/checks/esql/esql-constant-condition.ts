import { type ResolvedEsql, resolvedEsql } from '../../../analysis/resolved-esql.js';
import type { Expression } from '../../../query/esql/syntax.js';
import { allCommands, walkExpression } from '../../../query/esql/walk.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-constant-condition',
  severity: 'warning',
  echoes: ['esql-null-comparison'],
  summary: 'Condition of ES|QL that is the same for every row',
  why: 'It keeps all rows or none: a column is missing in it, or it was left over from a trial.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" or "event.action" == "logout"'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* metadata _id | where event.action == "login" or event.action == "logout"'`,

  check(analysis, report) {
    const esql = resolvedEsql(analysis);
    if (!esql || analysis.query?.parsed.problems.length !== 0) return;
    for (const command of allCommands(esql.tree)) {
      const conditions =
        command.kind === 'where'
          ? [command.condition]
          : command.kind === 'stats' || command.kind === 'inline-stats'
            ? command.aggregates.flatMap(({ filter }) => filter ?? [])
            : [];
      for (const condition of conditions)
        for (const { span } of constantsIn(condition, esql))
          report({
            span: analysis.queryToDocument(span),
            message: 'This condition is the same for every row.',
            help: 'Compare a column, or remove the condition.',
          });
    }
  },
});

/** Returns the largest parts of a condition that are constants. The time of the run is one, but no two runs have the same. */
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
