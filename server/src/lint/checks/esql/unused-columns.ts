import type { MadeColumn, ResolvedEsql } from '../../../analysis/resolved-esql.js';
import type { Column } from '../../../query/esql/resolve/columns.js';
import type { Assignment, Command } from '../../../query/esql/syntax.js';
import { allPipelines } from '../../../query/esql/walk.js';
import type { Span } from '../../../text/span.js';
import { spanWithPipe } from './remove-command.js';

/** The columns of one command that no other command uses. */
interface UnusedColumns {
  readonly command: Command;
  /** At least one column, in source order. */
  readonly columns: readonly MadeColumn[];
  /** The span to remove, if it is one part of the command or all of it. */
  readonly removable: Span | undefined;
}

/**
 * Returns the columns that EVAL, STATS, DISSECT and GROK create, that no later command reads, and that are
 * not in the result. A DISSECT or GROK pattern needs names to match, so if one of its columns is used, the
 * others are kept.
 */
export function unusedColumns(esql: ResolvedEsql): readonly UnusedColumns[] {
  const [pipeline, ...others] = allPipelines(esql.tree);
  if (!pipeline || others.length > 0 || pipeline.commands.some(hidesUses)) return [];
  const read = new Set<Column>(esql.result.known.values());
  for (const { typed } of esql.expressions.values()) if (typed.column) read.add(typed.column);
  return pipeline.commands.flatMap((command, index, commands) => {
    const made = columnsOf(command, esql);
    const columns = made.filter((column) => !read.has(column));
    const isAll = columns.length === made.length;
    if (columns.length === 0 || (isPattern(command) && !isAll)) return [];
    return [
      { command, columns, removable: removableSpan(command, commands[index - 1], columns, isAll, esql.text) },
    ];
  });
}

/** Returns whether it is not known in full detail which columns a command uses. */
function hidesUses(command: Command): boolean {
  switch (command.kind) {
    case 'other':
    case 'unknown':
      return true;
    case 'lookup-join':
      return command.conditions.some(({ kind }) => kind !== 'column');
    case 'change-point':
      return command.groups.length > 0;
    case 'enrich':
      // Without ON, the policy names the column.
      return command.on === undefined;
    default:
      return false;
  }
}

function isPattern({ kind }: Command): boolean {
  return kind === 'dissect' || kind === 'grok';
}

/**
 * Returns the columns that a command computes. The groups of STATS are excluded, because they determine which
 * rows there are.
 */
function columnsOf(command: Command, { results }: ResolvedEsql): readonly MadeColumn[] {
  const isNamed = assignmentsOf(command).length > 0;
  if (!isNamed && !isPattern(command)) return [];
  const starts = new Set(assignmentsOf(command).map(({ span }) => span.start));
  const made: MadeColumn[] = [];
  for (const column of results.get(command)?.known.values() ?? []) {
    const { nameSpan } = column;
    if (!nameSpan || column.command !== command || (isNamed && !starts.has(nameSpan.start))) continue;
    made.push(column as MadeColumn);
  }
  return made.sort((a, b) => a.nameSpan.start - b.nameSpan.start);
}

function removableSpan(
  command: Command,
  before: Command | undefined,
  columns: readonly MadeColumn[],
  isAll: boolean,
  text: string,
): Span | undefined {
  const span =
    isAll && (command.kind === 'eval' || isPattern(command))
      ? spanWithPipe(text, command, before)
      : spanInList(assignmentsOf(command), columns);
  // A comment may be about something else.
  return span && !/\/[/*]/.test(text.slice(span.start, span.end)) ? span : undefined;
}

function assignmentsOf(command: Command): readonly Assignment[] {
  if (command.kind === 'eval') return command.fields;
  return command.kind === 'stats' || command.kind === 'inline-stats' ? command.aggregates : [];
}

/** Returns the span of an item of a list with an adjacent comma. */
function spanInList(
  items: readonly Assignment[],
  [column, ...others]: readonly MadeColumn[],
): Span | undefined {
  if (!column || others.length > 0 || items.length < 2) return undefined;
  const index = items.findIndex(({ span }) => span.start === column.nameSpan.start);
  const [before, item, next] = [items[index - 1], items[index], items[index + 1]];
  if (!item) return undefined;
  if (next) return { start: item.span.start, end: next.span.start };
  return before && { start: before.span.end, end: item.span.end };
}
