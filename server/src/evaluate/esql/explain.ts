import type { Command, EsqlQuery } from '../../query/esql/syntax.js';
import { conjunctsOf } from '../../query/esql/walk.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { CommandTrace, LostRows, TableTrace } from '../plan/planned-table.js';
import type { EventObject } from '../values/access.js';
import { evaluateEsql } from './evaluate-esql.js';
import { gatherLosses } from './lost-rows.js';
import { orEvaluationError } from './search-error.js';
import type { Column, Environment, Sink } from './stage.js';
import { valuesOf } from './values/value.js';

interface Counted {
  rows: number;
  /** How many of them come from the focused event. */
  focused: number;
}

/**
 * Traces the effect of each command of a query on events. Throws an EvaluationError if the search fails.
 *
 * @param focus the number of an event: its rows are counted, and only its lost rows are kept.
 */
export function traceTable(
  tree: EsqlQuery,
  text: string,
  context: PlanContext,
  events: readonly EventObject[],
  focus?: number,
): TableTrace {
  const output = new Map<Command, Counted>();
  const lost = new Map<Command, () => readonly LostRows[]>();
  const next = new Map(tree.commands.map((command, index) => [command, tree.commands[index + 1]]));
  const observe = (
    command: Command,
    columns: readonly Column[],
    sink: Sink,
    environment: Environment,
  ): Sink => {
    const counted: Counted = { rows: 0, focused: 0 };
    output.set(command, counted);
    const source = environment.sourceOf(columns);
    const isFocused = (row: number): boolean =>
      focus !== undefined && source !== undefined && valuesOf(source.at(row)).includes(focus);
    const following = next.get(command);
    const losses =
      following?.kind === 'where' ? gatherLosses(following, columns, environment, focus) : undefined;
    if (following && losses) lost.set(following, losses.list);
    return {
      push(rows) {
        counted.rows += rows;
        for (let row = 0; row < rows; row++) {
          losses?.add(row);
          if (isFocused(row)) counted.focused++;
        }
        // The focused event may come after the rows that a LIMIT needs.
        return sink.push(rows) || focus !== undefined;
      },
      end: () => sink.end(),
    };
  };
  const { warnings } = orEvaluationError(tree, () => evaluateEsql(text, tree, { context, events, observe }));
  const commands = tree.commands.map((command, index): CommandTrace => {
    const before = tree.commands[index - 1];
    const counted = output.get(command);
    return {
      name: command.name,
      span: command.span,
      rowsIn: before && (output.get(before)?.rows ?? 0),
      rowsOut: counted?.rows ?? 0,
      ...(focus !== undefined && {
        focus: { rowsIn: before && (output.get(before)?.focused ?? 0), rowsOut: counted?.focused ?? 0 },
      }),
      lost: lost.get(command)?.() ?? [],
      conditions: command.kind === 'where' ? conjunctsOf(command.condition).map(({ span }) => span) : [],
    };
  });
  return { commands, warnings };
}
