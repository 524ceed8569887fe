import type { Span } from '../../text/span.js';
import type { PlannedTableQuery } from '../plan/planned-query.js';
import type { CommandTrace, ConditionVerdict } from '../plan/planned-table.js';
import type { EventObject } from '../values/access.js';
import type { Explanation } from './explanation.js';

/** Events that run together, with the number of the explained one. */
export interface EventAmong {
  readonly events: readonly EventObject[];
  readonly index: number;
}

/** A command with the rows of one event alone. */
interface EventTrace {
  readonly command: CommandTrace;
  /** Undefined for the first command. */
  readonly rowsIn: number | undefined;
  readonly rowsOut: number;
}

/**
 * Explains what became of one event's rows, as a tree of the commands and the conditions of those that drop
 * rows.
 *
 * @param among the events around it, which share its groups. On its own it is a group of one.
 */
export function explainTableEvent(
  { table, filter }: PlannedTableQuery,
  event: EventObject,
  among: EventAmong = { events: [event], index: 0 },
): { readonly explanation: Explanation; readonly warnings: readonly string[] } {
  const events = among.events.filter((one, index) => index === among.index || filter.matches(one));
  const trace = table.trace(events, events.indexOf(among.events[among.index]!));
  const commands = trace.commands.map(
    (command): EventTrace => ({
      command,
      rowsIn: command.focus?.rowsIn,
      rowsOut: command.focus?.rowsOut ?? 0,
    }),
  );
  const holds = (commands.at(-1)?.rowsOut ?? 0) > 0;
  const explanation: Explanation = {
    span: filter.span,
    kind: 'all',
    holds,
    reason: { code: 'computed', message: holds ? 'a row remains at the end' : lostIn(commands) },
    seen: [],
    children: commands.flatMap(commandNodes),
    unreached: unreachedConditions(commands),
  };
  return { explanation, warnings: trace.warnings };
}

/** Counts the conditions of the commands that no row of the event reaches. */
function unreachedConditions(commands: readonly EventTrace[]): number {
  return commands
    .filter(({ rowsIn }) => rowsIn === 0)
    .reduce((sum, { command }) => sum + command.conditions.length, 0);
}

function lostIn(commands: readonly EventTrace[]): string {
  const found = commands.find(({ rowsOut }) => rowsOut === 0);
  return found ? `the row is lost in ${found.command.name}` : 'no rows';
}

function commandNodes({ command, rowsIn, rowsOut }: EventTrace): Explanation[] {
  const { span, lost, conditions, name } = command;
  // A command that no row of the event reaches says nothing about it.
  if (rowsIn === 0) return [];
  if (rowsOut === 0) {
    const [first] = lost;
    if (!first) return [leaf(span, false, lossOf(command))];
    const children = first.conditions.map(conditionNode);
    if (children.length === 1) return children;
    return [{ ...leaf(span, false, `${name}: a condition fails`), kind: 'all', children }];
  }
  if (conditions.length > 0) {
    const message = rowsIn === rowsOut ? 'holds' : `holds for ${rowsOut} of ${rowsIn} rows`;
    return conditions.map((condition) => leaf(condition, true, message));
  }
  return [leaf(span, true, countOf(command))];
}

/** Describes how a command without conditions drops all rows of an event. */
function lossOf({ name, rowsIn, rowsOut }: CommandTrace): string {
  if (rowsIn === undefined) return 'does not read the event';
  switch (name.toUpperCase()) {
    case 'LIMIT':
      return `cuts off the row: it keeps ${rowsOut} of ${rowsIn} rows`;
    case 'FORK':
      return 'no branch keeps the row';
    default:
      return 'drops the row';
  }
}

/** Counts the rows of all events. */
function countOf({ rowsIn, rowsOut }: CommandTrace): string {
  if (rowsIn === undefined || rowsOut === rowsIn) return `${rowsOut} ${rowsOut === 1 ? 'row' : 'rows'}`;
  return `${rowsIn} to ${rowsOut} rows`;
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
