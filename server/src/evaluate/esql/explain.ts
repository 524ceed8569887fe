import type { Command, EsqlQuery, Expression, WhereCommand } from '../../query/esql/syntax.js';
import { walkExpression } from '../../query/esql/walk.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { CommandTrace, LostRow, TableTrace } from '../plan/planned-table.js';
import type { EventObject } from '../values/access.js';
import { columnNamed } from './columns.js';
import { evaluateEsql } from './evaluate-esql.js';
import { compile } from './expressions/compile.js';
import { orEvaluationError } from './search-error.js';
import type { Column, Environment, Sink } from './stage.js';
import { jsonOf } from './table-json.js';
import { isList, type Value, valuesOf } from './values/value.js';
import { collectWarnings } from './warnings.js';

/** Lost rows of a command beyond these are only counted. */
const mostLost = 50;

interface Counted {
  rows: number;
}

/**
 * What each command of a query made of events. Throws an {@link EvaluationError} where the search fails.
 *
 * @param focus the number of an event: only lost rows with that event are kept.
 */
export function traceTable(
  tree: EsqlQuery,
  text: string,
  context: PlanContext,
  events: readonly EventObject[],
  focus?: number,
): TableTrace {
  const output = new Map<Command, Counted>();
  const lost = new Map<Command, { rows: LostRow[]; count: number }>();
  const next = new Map(tree.commands.map((command, index) => [command, tree.commands[index + 1]]));
  const observe = (
    command: Command,
    columns: readonly Column[],
    sink: Sink,
    environment: Environment,
  ): Sink => {
    const counted: Counted = { rows: 0 };
    output.set(command, counted);
    const following = next.get(command);
    const losses = { rows: [] as LostRow[], count: 0 };
    const judge = following?.kind === 'where' ? judgeOf(following, columns, environment) : undefined;
    if (following) lost.set(following, losses);
    return {
      push(rows) {
        counted.rows += rows;
        for (let row = 0; judge && row < rows; row++) {
          const verdict = judge(row);
          if (!verdict || (focus !== undefined && !verdict.events.includes(focus))) continue;
          losses.count++;
          if (losses.rows.length < mostLost) losses.rows.push(verdict);
        }
        return sink.push(rows);
      },
      end: () => sink.end(),
    };
  };
  orEvaluationError(tree, () => evaluateEsql(text, tree, { context, events, observe }));
  const commands = tree.commands.map((command): CommandTrace => {
    const before = tree.commands[tree.commands.indexOf(command) - 1];
    return {
      name: command.name,
      span: command.span,
      rowsIn: before && (output.get(before)?.rows ?? 0),
      rowsOut: output.get(command)?.rows ?? 0,
      lost: lost.get(command)?.rows ?? [],
      conditions: command.kind === 'where' ? conjunctsOf(command.condition).map(({ span }) => span) : [],
    };
  });
  return { commands };
}

function conjunctsOf(condition: Expression): readonly Expression[] {
  return condition.kind === 'and' ? condition.operands.flatMap(conjunctsOf) : [condition];
}

/** Returns a function that says which conditions of a WHERE fail for a row, and why; undefined for a row that is kept. */
function judgeOf(
  { condition }: WhereCommand,
  columns: readonly Column[],
  environment: Environment,
): (row: number) => LostRow | undefined {
  // Explaining must not add warnings to those of the run.
  const quiet: Environment = {
    ...environment,
    warnings: collectWarnings(environment.text),
  };
  const parts = conjunctsOf(condition).map((expression) => ({
    expression,
    cell: compile(expression, { columns, environment: quiet }),
    used: columnsIn(expression, columns),
  }));
  const source = environment.sourceOf(columns);
  return (row) => {
    const verdicts = parts.map(({ expression, cell, used }) => {
      const value = cell(row);
      return {
        span: expression.span,
        holds: value === true,
        message: reasonOf(value, used, row),
        seen: used.map((column) => ({ field: column.name, values: jsonValues(column, row) })),
      };
    });
    if (verdicts.every(({ holds }) => holds)) return undefined;
    return { conditions: verdicts, events: source ? (valuesOf(source.at(row)) as number[]) : [] };
  };
}

function columnsIn(expression: Expression, columns: readonly Column[]): readonly Column[] {
  const names = new Set<string>();
  walkExpression(expression, (node) => {
    if (node.kind === 'column') names.add(node.name);
  });
  return [...names].flatMap((name) => columnNamed(columns, name) ?? []);
}

function jsonValues(column: Column, row: number): unknown[] {
  return valuesOf(column.at(row)).map((value) => jsonOf(value, column.type));
}

/** Explains the result of a condition: for null, which values are missing or are lists. */
function reasonOf(value: Value, used: readonly Column[], row: number): string {
  const cells = used.map((column) => ({ column, cell: column.at(row) }));
  if (value === null) {
    const list = cells.find(({ cell }) => isList(cell));
    if (list) {
      const count = valuesOf(list.cell).length;
      return `is null, because ${list.column.name} has ${count} values: ${shown(list.column, list.cell)}`;
    }
    const missing = cells.find(({ cell }) => cell === null);
    if (missing) return `is null, because ${missing.column.name} is missing`;
    return 'is null';
  }
  if (cells.length === 0) return value === true ? 'is true' : 'is false';
  return cells
    .map(({ column, cell }) =>
      cell === null ? `${column.name} is missing` : `${column.name} is ${shown(column, cell)}`,
    )
    .join(', ');
}

function shown({ type }: Column, cell: Value): string {
  const values = valuesOf(cell).map((value) => JSON.stringify(jsonOf(value, type)));
  const few = values.slice(0, 4).join(', ');
  const text = few.length > 120 ? `${few.slice(0, 117)}…` : few;
  return values.length > 4 ? `${text} and ${values.length - 4} more` : text;
}
