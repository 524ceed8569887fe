import { commandFacts } from '../../query/esql/commands.js';
import type { Command, ForkCommand, Pipeline, SortCommand } from '../../query/esql/syntax.js';
import { emitParts, RowStore } from './columns.js';
import { completionSink } from './commands/completion.js';
import { enrichSink } from './commands/enrich.js';
import { dissectSink, grokSink } from './commands/extract.js';
import { joinSink } from './commands/join.js';
import {
  columnsWithout,
  evalSink,
  expandSink,
  keptColumns,
  limitSink,
  renamedColumns,
  whereSink,
} from './commands/rows.js';
import { sortSink } from './commands/sort.js';
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

/**
 * Builds the pipeline of some commands. Throws a {@link NotEvaluable} for commands that are not evaluated.
 */
export function buildPipeline(
  commands: readonly Command[],
  columns: readonly Column[],
  next: Next,
  environment: Environment,
  observe?: Observer,
): Sink {
  const [command, ...others] = commands;
  if (!command) return next(columns);
  const build = (output: readonly Column[]): Sink => {
    const sink = buildPipeline(others, output, next, environment, observe);
    return observe ? observe(command, output, sink, environment) : sink;
  };
  // An explanation counts the rows after each command, so none may be dropped early.
  if (command.kind === 'sort')
    return sortSink(command, columns, build, environment, observe ? undefined : limitBehind(others));
  return buildCommand(command, columns, build, environment);
}

/** Commands that pass on each row with other columns. */
const projections: ReadonlySet<Command['kind']> = new Set(['keep', 'drop', 'rename']);

/** Returns how many input rows these commands need, if a LIMIT restricts them. */
function limitBehind(commands: readonly Command[]): number | undefined {
  const command = commands.find(({ kind }) => !projections.has(kind));
  if (command?.kind !== 'limit' || command.groups.length > 0) return undefined;
  return command.count.kind === 'number' ? Number(command.count.value) : undefined;
}

function buildCommand(
  command: Exclude<Command, SortCommand>,
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
    case 'limit':
      return limitSink(command, columns, next, environment);
    case 'mv-expand':
      return expandSink(command, columns, next, environment);
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

/**
 * The maximum number of rows of a branch without a LIMIT, and of one with a LIMIT
 * (docs/semantics/esql.md#fork).
 */
const mostOfBranch = 1_000;
const mostOfLimited = 10_000;

/** Runs FORK: every branch gets all rows, and the results are concatenated (docs/semantics/esql.md#fork). */
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
        const store = new RowStore(output, environment);
        results.push({ columns: output, store });
        const isLimited = commands.some(({ kind }) => kind === 'limit');
        const most = isLimited ? mostOfLimited : mostOfBranch;
        return {
          push(rows) {
            store.add(Math.min(rows, most - store.rows.length));
            return store.rows.length < most;
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
