import type { Command, EsqlQuery, Expression, WhereCommand } from '../../query/esql/syntax.js';
import { mapChildren } from '../../query/esql/walk.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { ClauseCount } from '../plan/planned-table.js';
import type { EventObject } from '../values/access.js';
import { type Clause, type Clauses, clauseList, clausesOf, decidingClauses } from './clauses.js';
import { evaluateEsql } from './evaluate-esql.js';
import { compile } from './expressions/compile.js';
import { SearchFailure } from './failure.js';
import type { Column, Environment, Sink } from './stage.js';
import { collectWarnings } from './warnings.js';

interface Counted {
  readonly clause: Clause;
  holds: number;
  /** The number of rows that the command drops because of this clause alone. */
  decides: number;
}

/**
 * Counts, for each clause of WHERE, the rows for which it holds and the rows that it decides. A clause is
 * decisive if it alone drops a row, and if the result changes without it.
 */
export function countClauses(
  tree: EsqlQuery,
  text: string,
  context: PlanContext,
  events: readonly EventObject[],
): readonly ClauseCount[] {
  const counts: Counted[] = [];
  const following = new Map(tree.commands.map((command, index) => [command, tree.commands[index + 1]]));
  const observe = (
    command: Command,
    columns: readonly Column[],
    sink: Sink,
    environment: Environment,
  ): Sink => {
    const next = following.get(command);
    if (next?.kind !== 'where') return sink;
    const count = rowCounter(next, columns, environment, counts);
    return {
      push(rows) {
        for (let row = 0; row < rows; row++) count(row);
        return sink.push(rows);
      },
      end: () => sink.end(),
    };
  };
  const result = rowsOf(evaluateEsql(text, tree, { context, events, observe }));
  const isDecisive = (clause: Clause): boolean => {
    try {
      return rowsOf(evaluateEsql(text, withoutClause(tree, clause), { context, events })) !== result;
    } catch (error) {
      // The clause filters out rows that would make the search fail.
      if (error instanceof SearchFailure) return true;
      throw error;
    }
  };
  return counts.map(({ clause, holds, decides }) => ({
    span: clause.span,
    holds,
    decides: decides > 0 && isDecisive(clause) ? decides : 0,
  }));
}

/** Returns a function that counts a row for each clause of a command. */
function rowCounter(
  { condition }: WhereCommand,
  columns: readonly Column[],
  environment: Environment,
  counts: Counted[],
): (row: number) => void {
  // Counting must not add warnings to the run.
  const place = { columns, environment: { ...environment, warnings: collectWarnings(environment.text) } };
  const clauses: Clauses = clausesOf(condition);
  const cells = clauseList(clauses).map((clause) => ({
    counted: { clause, holds: 0, decides: 0 },
    cell: compile(clause.expression, place),
  }));
  // A constant such as `true` needs no test.
  for (const { counted } of cells) if (counted.clause.expression.kind !== 'boolean') counts.push(counted);
  return (row) => {
    const holding = new Set<Clause>();
    for (const { counted, cell } of cells) {
      if (cell(row) !== !counted.clause.isNegated) continue;
      holding.add(counted.clause);
      counted.holds++;
    }
    const deciding = new Set(decidingClauses(clauses, (clause) => holding.has(clause)));
    for (const { counted } of cells) if (deciding.has(counted.clause)) counted.decides++;
  };
}

function rowsOf({ rows }: ReturnType<typeof evaluateEsql>): string {
  return JSON.stringify([...rows], (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** Returns the query with a clause replaced by one that holds for every row. */
function withoutClause(tree: EsqlQuery, { expression, isNegated }: Clause): EsqlQuery {
  const replace = (one: Expression): Expression =>
    one === expression ? { kind: 'boolean', value: !isNegated, span: one.span } : mapChildren(one, replace);
  const commands = tree.commands.map((command) =>
    command.kind === 'where' ? { ...command, condition: replace(command.condition) } : command,
  );
  return { ...tree, commands };
}
