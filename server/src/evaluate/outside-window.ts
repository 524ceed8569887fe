import type { Rule } from '../rule/rule.js';
import { placeInRule, type RunProblem } from './prepare/unprepared.js';
import type { TimeWindow } from './prepare/window.js';

/** Which matching events are inside the time window of their rule. Events are identified by `Origin`. */
export interface WindowUse<Origin> {
  /** In milliseconds since 1970. */
  readonly window: TimeWindow;
  /** Whether any matching event is inside the window. */
  readonly anyInside: boolean;
  /** The matching events outside the window, in reading order. */
  readonly outside: readonly Origin[];
}

const mostShown = 5;

/** Returns a note that names matching events outside the window, or undefined if there are none. */
export function outsideText<Origin>(
  { window, outside }: WindowUse<Origin>,
  describe: (origins: readonly Origin[]) => string,
): string | undefined {
  if (outside.length === 0) return undefined;
  const more = outside.length - mostShown;
  const places = `${describe(outside.slice(0, mostShown))}${more > 0 ? ` and ${more} more` : ''}`;
  return `${matchOutside(outside.length)} the time window, ${windowText(window)}: ${places}`;
}

/** Returns the same as a problem of the rule. By default, the rule ran at the time of its last event. */
export function outsideNote<Origin>(
  rule: Rule,
  use: WindowUse<Origin>,
  describe: (origins: readonly Origin[]) => string,
): RunProblem | undefined {
  const message = outsideText(use, describe);
  if (message === undefined) return undefined;
  return {
    code: 'outside',
    severity: 'information',
    message,
    help: 'The rule runs at the time of the last event, matching or not; --now sets another time.',
    span: { start: 0, end: 0 },
    inFile: placeInRule(rule, [rule.table.from === undefined ? 'type' : 'from']),
  };
}

/** Returns "2 events match but lie outside of", for the caller to complete. */
export function matchOutside(count: number): string {
  return count === 1 ? '1 event matches but is outside' : `${count} events match but are outside`;
}

/** Returns a window as two times. */
export function windowText({ from, to }: TimeWindow): string {
  const [start, end] = [from, to].map((time) => new Date(time).toISOString());
  return `${start} to ${end}`;
}
