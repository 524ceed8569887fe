import { type MadeColumn, madeColumns, type ResolvedEsql } from '../../../analysis/resolved-esql.js';
import type { Column } from '../../../query/esql/resolve/columns.js';
import type { Assignment, Command } from '../../../query/esql/syntax.js';
import { allPipelines } from '../../../query/esql/walk.js';
import type { Span } from '../../../text/span.js';
import { spanWithPipe } from './remove-command.js';

/** The columns of one command that no other command uses. */
interface UnusedColumns {
  readonly command: Command;
  /** At least one, in the order of the text. */
  readonly columns: readonly MadeColumn[];
  /** The text to remove, where it is one part of the command or all of it. */
  readonly removable: Span | undefined;
}

/**
 * Returns the columns that EVAL, STATS, DISSECT and GROK make, no later command reads, and the result does not have. The
 * pattern of DISSECT or GROK needs names to match, so one of its columns that is used keeps the others.
 */
export function unusedColumns(esql: ResolvedEsql): readonly UnusedColumns[] {
  const [pipeline, ...others] = allPipelines(esql.tree);
  if (!pipeline || others.length > 0 || pipeline.commands.some(hidesUses)) return [];
  const read = new Set<Column>(esql.result.known.values());
  for (const { typed } of esql.expressions.values()) if (typed.column) read.add(typed.column);
  const names = new Set([...read].map(keyOf));
  const found = new Map<Command, MadeColumn[]>();
  const columnsOf = new Map<Command, number>();
  for (const column of madeColumns(esql)) {
    const { command } = column;
    if (!isComputed(column)) continue;
    columnsOf.set(command, (columnsOf.get(command) ?? 0) + 1);
    if (names.has(keyOf(column))) continue;
    const own = found.get(command);
    if (own) own.push(column);
    else found.set(command, [column]);
  }
  return [...found].flatMap(([command, columns]) => {
    const isAll = columns.length === columnsOf.get(command);
    if (isPattern(command) && !isAll) return [];
    return [{ command, columns, removable: removableSpan(command, columns, isAll, esql.text) }];
  });
}

/** Commands whose use of columns is not known in all detail. */
function hidesUses(command: Command): boolean {
  if (command.kind === 'other' || command.kind === 'unknown') return true;
  return command.kind === 'lookup-join' && command.conditions.some(({ kind }) => kind !== 'column');
}

/** Tells columns apart that have the same name. */
function keyOf({ name, nameSpan }: Column): string {
  return `${nameSpan?.start ?? ''} ${name}`;
}

function isPattern({ kind }: Command): boolean {
  return kind === 'dissect' || kind === 'grok';
}

/** Returns whether a command computes a column; the groups of STATS decide which rows there are. */
function isComputed({ command, nameSpan }: MadeColumn): boolean {
  if (command.kind === 'stats' || command.kind === 'inline-stats')
    return command.aggregates.some(({ span }) => span.start === nameSpan.start);
  return command.kind === 'eval' || isPattern(command);
}

function removableSpan(
  command: Command,
  columns: readonly MadeColumn[],
  isAll: boolean,
  text: string,
): Span | undefined {
  const span =
    isAll && (command.kind === 'eval' || isPattern(command))
      ? spanWithPipe(text, command)
      : spanInList(assignmentsOf(command), columns);
  // A comment may be about something else.
  return span && !/\/[/*]/.test(text.slice(span.start, span.end)) ? span : undefined;
}

function assignmentsOf(command: Command): readonly Assignment[] {
  if (command.kind === 'eval') return command.fields;
  return command.kind === 'stats' || command.kind === 'inline-stats' ? command.aggregates : [];
}

/** The span of one item of a list with the comma beside it. */
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
