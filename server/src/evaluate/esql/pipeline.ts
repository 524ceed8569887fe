import { commandFacts } from '../../query/esql/commands.js';
import type { Command, ForkCommand, Pipeline } from '../../query/esql/syntax.js';
import { emitParts, RowStore } from './columns.js';
import { completionSink } from './commands/completion.js';
import { dissectSink, grokSink } from './commands/extract.js';
import { enrichSink, joinSink } from './commands/lookup.js';
import {
  columnsWithout,
  evalSink,
  expandSink,
  keptColumns,
  limitSink,
  renamedColumns,
  sortSink,
  whereSink,
} from './commands/rows.js';
import { inlineStatsSink, statsSink } from './commands/stats/stats.js';
import { NotEvaluable } from './failure.js';
import type { Column, Environment, Next, Sink } from './stage.js';

/** Receives the rows after each command, for explanations. */
export type Observer = (
  command: Command,
  columns: readonly Column[],
  sink: Sink,
  environment: Environment,
) => Sink;

/** Builds what the rows of some commands go through. Throws {@link NotEvaluable}. */
export function buildPipeline(
  commands: readonly Command[],
  columns: readonly Column[],
  next: Next,
  environment: Environment,
  observe: Observer = (_, __, sink) => sink,
): Sink {
  const [command, ...others] = commands;
  if (!command) return next(columns);
  return buildCommand(
    command,
    columns,
    (output) =>
      observe(command, output, buildPipeline(others, output, next, environment, observe), environment),
    environment,
  );
}

function buildCommand(
  command: Command,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  switch (command.kind) {
    case 'where':
      return whereSink(command, columns, next, environment);
    case 'eval':
      return evalSink(command.fields, columns, next, environment);
    case 'stats':
      return statsSink(command, columns, next, environment);
    case 'inline-stats':
      return inlineStatsSink(command, columns, next, environment);
    case 'keep':
      return next(keptColumns(command, columns));
    case 'drop':
      return next(columnsWithout(command, columns));
    case 'rename':
      return next(renamedColumns(command, columns));
    case 'sort':
      return sortSink(command, columns, next, environment);
    case 'limit':
      return limitSink(command, columns, next, environment);
    case 'mv-expand':
      return expandSink(command, columns, next);
    case 'dissect':
      return dissectSink(command, columns, next, environment);
    case 'grok':
      return grokSink(command, columns, next, environment);
    case 'lookup-join':
      return joinSink(command, columns, next, environment);
    case 'enrich':
      return enrichSink(command, columns, next, environment);
    case 'fork':
      return forkSink(command, columns, next, environment);
    case 'completion':
      return completionSink(command, columns, next, environment);
    default:
      throw new NotEvaluable(
        `${commandFacts(command.name)?.name ?? command.name} is not evaluated`,
        command.nameSpan.start,
        command.nameSpan.end,
      );
  }
}

/** Runs FORK: every branch gets all rows, and the results follow each other (docs/semantics/esql.md#fork). */
function forkSink(
  { branches }: ForkCommand,
  columns: readonly Column[],
  next: Next,
  environment: Environment,
): Sink {
  const results: { readonly columns: readonly Column[]; readonly store: RowStore }[] = [];
  const sinks = branches.map(({ commands }: Pipeline) =>
    buildPipeline(
      commands,
      columns,
      (output) => {
        const store = new RowStore(output);
        results.push({ columns: output, store });
        return {
          push(rows) {
            store.add(rows);
            return true;
          },
          end() {},
        };
      },
      environment,
    ),
  );
  return {
    push(rows) {
      for (const branch of sinks) branch.push(rows);
      return true;
    },
    end() {
      for (const branch of sinks) branch.end();
      const parts = results.map(({ columns: own, store }) => ({ columns: own, rows: store.rows }));
      emitParts(parts, next, [{ name: '_fork', type: 'keyword', of: (part) => `fork${part + 1}` }]);
    },
  };
}
