import { isTable } from '../../toml/path.js';
import { planKeys, ungroupable } from '../key-fields.js';
import type { JoinKey } from '../keys.js';
import type { PlanContext } from '../plan-context.js';
import type { EventObject } from '../values/access.js';
import { defaultFrom, type PlannedWindow, planWindow, readDateMath, type TimeWindow } from '../window.js';

/** How a new_terms rule makes alerts of events that match its query. */
export interface PlannedNewTerms {
  /** The fields whose values together must be new. */
  readonly keys: readonly JoinKey[];
  readonly window: PlannedWindow;
  /** Where the history begins, for a run at a time in nanoseconds since 1970; in milliseconds since 1970. */
  readonly historyStart: (now: bigint) => number;
  /** When the rule runs; undefined: at the time of the last event. */
  readonly now: bigint | undefined;
  /** Events that only count as history. */
  readonly history: readonly EventObject[];
}

/** The new terms of a rule; as text why it cannot be run (spec/KQL-ESQL-RULE-TYPES.md section 4, new_terms). */
export function planNewTerms(
  table: Readonly<Record<string, unknown>>,
  context: PlanContext,
  now: bigint | undefined,
  history: readonly EventObject[],
): PlannedNewTerms | string {
  const newTerms = isTable(table.new_terms) ? table.new_terms : {};
  const names: unknown = typeof newTerms.value === 'string' ? [newTerms.value] : newTerms.value;
  if (!isNameList(names)) return 'the new terms have no "value" that is a list of fields';
  const start = historyStartOf(table);
  if (readDateMath(start, context.now) === undefined)
    return 'the new terms have no "history_window_start" with a value such as now-7d';
  const text = ungroupable(names, context);
  if (text !== undefined) return text;
  const window = planWindow(table, context);
  if (typeof window === 'string') return window;
  const historyStart = (time: bigint): number => readDateMath(start, time)!.from;
  if (historyStart(context.now) >= window.at(context.now).from)
    return `the history window starts at ${start}, which is not before "from"`;
  return { keys: planKeys(names, context), window, historyStart, now, history };
}

function isNameList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

/** The history of a run of a rule at a time in nanoseconds since 1970; undefined when the rule has none that can be read. */
export function historyWindow(table: Readonly<Record<string, unknown>>, now: bigint): TimeWindow | undefined {
  const start = readDateMath(historyStartOf(table), now);
  const from = readDateMath(table.from ?? defaultFrom, now);
  return start && from && start.from < from.from ? { from: start.from, to: from.from } : undefined;
}

function historyStartOf(table: Readonly<Record<string, unknown>>): unknown {
  const newTerms = isTable(table.new_terms) ? table.new_terms : {};
  const [first] = Array.isArray(newTerms.history_window_start) ? newTerms.history_window_start : [];
  return isTable(first) ? first.value : undefined;
}
