import type { Span } from '../../text/span.js';
import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { CommandTrace } from '../plan/planned-table.js';
import type { EventObject } from '../values/access.js';
import { mostEntries, type RaisedEntry, type RaisedExplanation } from './raised.js';

/** How often a condition dropped a row, with the reason of the first. */
interface LossExplanation {
  readonly condition: Span;
  readonly rows: number;
  readonly message: string;
  /** The indexes of the events of the first rows that it dropped. */
  readonly events: readonly number[];
}

/** The effect of a command on the rows, as shown in the JSON report. */
interface CommandExplanation {
  readonly command: string;
  readonly span: Span;
  readonly rowsIn: number | null;
  readonly rowsOut: number;
  readonly lost: readonly LossExplanation[];
}

const shownEvents = 3;

/**
 * Explains for each command what became of all events: how many rows were left, and which condition dropped
 * the others.
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
  const lastWhere = commands.findLast(({ command }) => command.toUpperCase() === 'WHERE');
  return {
    key: 'pipeline',
    entries: entries.slice(0, mostEntries),
    ...(deciding ? { deciding } : {}),
    ...(lastWhere ? { passing: { text: describeCommand(lastWhere, queryText), holds: true } } : {}),
    notes: [],
    warnings: trace.warnings,
    details,
  };
}

/** Returns what dropped the last row. */
function decidingEntry(command: CommandExplanation, queryText: string): RaisedEntry {
  const [loss] = [...command.lost].sort((a, b) => b.rows - a.rows);
  const text = loss ? describeLoss(loss, queryText) : describeCommand(command, queryText);
  return { text, holds: false };
}

/** Each row counts for the first failing condition. */
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

/** Returns whether no row reaches a command, and it creates none. */
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
