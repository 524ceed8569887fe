import type { Span } from '../../text/span.js';
import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { CommandTrace, ConditionVerdict, TableTrace } from '../plan/planned-table.js';
import type { EventObject } from '../values/access.js';
import type { Explanation } from './explanation.js';
import { mostEntries, type RaisedEntry, type RaisedExplanation } from './raised.js';

/** How often a condition dropped a row, with the reason of the first. */
interface LossExplanation {
  readonly condition: Span;
  readonly rows: number;
  readonly message: string;
  /** The events of the first rows that it dropped, by index. */
  readonly events: readonly number[];
}

/** What a command made of the rows, as the JSON report has it. */
interface CommandExplanation {
  readonly command: string;
  readonly span: Span;
  readonly rowsIn: number | null;
  readonly rowsOut: number;
  readonly lost: readonly LossExplanation[];
}

const shownEvents = 3;

/**
 * Explains command by command what became of all events: how many rows were left, and which condition dropped the
 * others.
 */
export function explainTable(
  { table }: PlannedTableQuery,
  events: readonly EventObject[],
  queryText: string,
): RaisedExplanation {
  const trace = table.trace(events);
  const commands = trace.commands.map(explainCommand);
  const entries = commands.flatMap((command, index): RaisedEntry[] => {
    if (isIdle(command) && isIdle(commands[index - 1])) return [];
    const idle = commands.slice(index).findIndex((one) => !isIdle(one));
    const together = idle < 0 ? commands.length - index : idle;
    if (together > 1) return [{ text: `${together} more commands  ${describeRows(command)}`, holds: false }];
    return [
      { text: describeCommand(command, queryText), holds: command.rowsOut > 0 },
      ...command.lost.map((loss) => ({ text: `  ${describeLoss(loss, queryText)}`, holds: false })),
    ];
  });
  const details = { commands };
  const empty = commands.find(({ rowsIn, rowsOut }) => rowsIn !== 0 && rowsOut === 0);
  const deciding = empty && decidingEntry(empty, queryText);
  return {
    key: 'pipeline',
    entries: entries.slice(0, mostEntries),
    ...(deciding ? { deciding } : {}),
    notes: [],
    warnings: trace.warnings,
    details,
  };
}

/** What took the last row away. */
function decidingEntry(command: CommandExplanation, queryText: string): RaisedEntry {
  const [loss] = [...command.lost].sort((a, b) => b.rows - a.rows);
  const text = loss ? describeLoss(loss, queryText) : describeCommand(command, queryText);
  return { text, holds: false };
}

/** Each row counts for the first of its conditions that fails. */
function explainCommand({ name, span, rowsIn, rowsOut, lost }: CommandTrace): CommandExplanation {
  const losses = new Map<number, LossExplanation>();
  for (const { conditions, events, rows } of lost) {
    const failing = conditions.find(({ holds }) => !holds);
    if (!failing) continue;
    const known = losses.get(failing.span.start);
    losses.set(failing.span.start, {
      condition: failing.span,
      rows: (known?.rows ?? 0) + rows,
      message: known?.message ?? failing.message,
      events: [...(known?.events ?? []), ...events].sort((a, b) => a - b).slice(0, shownEvents),
    });
  }
  return { command: name, span, rowsIn: rowsIn ?? null, rowsOut, lost: [...losses.values()] };
}

const widest = 60;

function excerpt(queryText: string, { start, end }: Span): string {
  const text = queryText.slice(start, end).replace(/\s+/g, ' ');
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text;
}

/** Whether no row reaches a command, and it makes none. */
function isIdle(command: CommandExplanation | undefined): boolean {
  return command?.rowsIn === 0 && command.rowsOut === 0;
}

function describeCommand(command: CommandExplanation, queryText: string): string {
  return `${excerpt(queryText, command.span)}  ${describeRows(command)}`;
}

function describeRows({ rowsIn, rowsOut }: CommandExplanation): string {
  return rowsIn === null ? countRows(rowsOut) : `${countRows(rowsIn)} in, ${rowsOut} out`;
}

function countRows(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}

function describeLoss({ condition, rows, message }: LossExplanation, queryText: string): string {
  const others = rows === 1 ? '' : `, and ${countRows(rows - 1)} more`;
  return `${excerpt(queryText, condition)}: ${message}${others}`;
}

/** Events that are run together, with the number of the one that is explained. */
export interface EventAmong {
  readonly events: readonly EventObject[];
  readonly index: number;
}

/**
 * The same for one event, as a tree: its commands, and the conditions of those that drop rows.
 *
 * @param among the events around it, which are in its groups; by itself it is a group of one.
 */
export function explainTableEvent(
  { table, filter }: PlannedTableQuery,
  event: EventObject,
  among?: EventAmong,
): { readonly explanation: Explanation; readonly warnings: readonly string[] } {
  const trace = among ? reached(table.trace(among.events, among.index)) : table.trace([event]);
  const children = trace.commands.flatMap(commandNodes);
  const last = trace.commands.at(-1);
  const holds = (last?.rowsOut ?? 0) > 0;
  const explanation: Explanation = {
    span: filter.span,
    kind: 'all',
    holds,
    reason: { code: 'computed', message: holds ? 'a row is left at the end' : lostIn(trace) },
    seen: [],
    children,
    unreached: unreachedConditions(trace.commands),
  };
  return { explanation, warnings: trace.warnings };
}

/** The conditions of the commands that no row reaches. */
function unreachedConditions(commands: readonly CommandTrace[]): number {
  return commands
    .filter(({ rowsIn }) => rowsIn === 0)
    .reduce((sum, { conditions }) => sum + conditions.length, 0);
}

/** The commands up to the one that drops all rows of the event in focus. */
function reached(trace: TableTrace): TableTrace {
  const { commands } = trace;
  const end = commands.findIndex(({ lost }) => lost.length > 0);
  if (end < 0) return trace;
  const behind = commands.slice(end + 1).map((command) => ({ ...command, rowsIn: 0, rowsOut: 0 }));
  return { ...trace, commands: [...commands.slice(0, end), { ...commands[end]!, rowsOut: 0 }, ...behind] };
}

function lostIn({ commands }: TableTrace): string {
  const command = commands.find(({ rowsOut, rowsIn }) => rowsOut === 0 && rowsIn !== 0);
  return command ? `the row is lost in ${command.name}` : 'no rows';
}

function commandNodes({ span, rowsIn, rowsOut, lost, conditions, name }: CommandTrace): Explanation[] {
  // What no row reaches says nothing.
  if (rowsIn === 0) return [];
  const [first] = lost;
  if (first && rowsOut === 0 && first.conditions.length > 1)
    return [
      {
        ...leaf(span, false, `${name}: a condition fails`),
        kind: 'all',
        children: first.conditions.map(conditionNode),
      },
    ];
  if (first && rowsOut === 0) return first.conditions.map(conditionNode);
  if (conditions.length > 0) return conditions.map((condition) => leaf(condition, true, 'holds'));
  const message =
    rowsIn === undefined || rowsOut === rowsIn
      ? `${rowsOut} ${rowsOut === 1 ? 'row' : 'rows'}`
      : `${rowsIn} to ${rowsOut} rows`;
  return [leaf(span, rowsOut > 0, message)];
}

function leaf(span: Span, holds: boolean, message: string): Explanation {
  return { span, kind: 'script', holds, reason: { code: 'computed', message }, seen: [], children: [] };
}

function conditionNode({ span, holds, message, seen }: ConditionVerdict): Explanation {
  const [only, ...others] = seen;
  const isAboutOne = only !== undefined && others.length === 0 && message.startsWith(`${only.field} is `);
  const reason = { code: 'computed' as const, message, ...(isAboutOne && { field: only.field }) };
  return { ...leaf(span, holds, message), reason, seen };
}
