import { isTable } from '../../toml/path.js';
import { planKeys, ungroupable } from '../plan/key-fields.js';
import type { JoinKey } from '../plan/keys.js';
import type { PlanContext } from '../plan/plan-context.js';
import { isFault, type RuleFault, ruleFault } from '../prepare/unprepared.js';
import {
  defaultFrom,
  type PlannedWindow,
  planWindow,
  readDateMath,
  type TimeWindow,
} from '../prepare/window.js';
import type { EventObject } from '../values/access.js';

/** How a new_terms rule turns matching events into alerts. */
export interface PlannedNewTerms {
  /** The fields whose combination of values must be new. */
  readonly keys: readonly JoinKey[];
  readonly window: PlannedWindow;
  /**
   * Returns the start of the history, in milliseconds since 1970, for a run at a time in nanoseconds since
   * 1970.
   */
  readonly historyStart: (now: bigint) => number;
  /** The message if that is not earlier than the window. */
  readonly historyText: string;
  /** The time of the run. Undefined means the time of the last event. */
  readonly now: bigint | undefined;
  /** Events that count only as history. */
  readonly history: readonly EventObject[];
}

/** Kibana's limit on the number of fields (docs/lints/new-terms-shape.md). */
const mostFields = 3;

const historyStartPath = ['new_terms', 'history_window_start', 0, 'value'] as const;

/**
 * Plans the new terms of a rule. Returns a fault if it cannot run (docs/semantics/rule-types.md#new-terms).
 */
export function planNewTerms(
  table: Readonly<Record<string, unknown>>,
  context: PlanContext,
  now: bigint | undefined,
  history: readonly EventObject[],
): PlannedNewTerms | RuleFault {
  const newTerms = isTable(table.new_terms) ? table.new_terms : {};
  const names: unknown = typeof newTerms.value === 'string' ? [newTerms.value] : newTerms.value;
  if (!isNameList(names))
    return ruleFault('the "value" of the new terms is not a list of fields', 'new_terms', 'value');
  const start = historyStartOf(table);
  if (readDateMath(start, context.now) === undefined)
    return ruleFault(
      'the new terms have no "history_window_start" with a value such as now-7d',
      ...historyStartPath,
    );
  if (names.length > mostFields)
    return ruleFault(
      `the new terms have ${names.length} fields, but Kibana allows at most ${mostFields}`,
      'new_terms',
      'value',
    );
  const text = ungroupable(names, context);
  if (text !== undefined) return ruleFault(text, 'new_terms', 'value');
  const window = planWindow(table, context);
  if (isFault(window)) return window;
  const planned: PlannedNewTerms = {
    keys: planKeys(names, context),
    window,
    historyStart: (time) => readDateMath(start, time)!.from,
    historyText: `the history window starts at ${start}, which is not before "from" (${table.from ?? defaultFrom})`,
    now,
    history,
  };
  // Two times relative to "now" have the same order whenever the rule runs. A fixed date is compared at run
  // time.
  const known = now ?? ([start, table.from ?? defaultFrom].every(isRelative) ? context.now : undefined);
  const late = known === undefined ? undefined : lateHistory(planned, known);
  return late === undefined ? planned : ruleFault(late, ...historyStartPath);
}

/** Returns why a run at a time in nanoseconds since 1970 has no history, or undefined if it has one. */
export function lateHistory(
  { window, historyStart, historyText }: PlannedNewTerms,
  now: bigint,
): string | undefined {
  return historyStart(now) < window.at(now).from ? undefined : historyText;
}

function isRelative(time: unknown): boolean {
  return typeof time === 'string' && time.startsWith('now');
}

function isNameList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
}

/**
 * Returns the history of a rule's run at a time in nanoseconds since 1970, or undefined if the rule has no
 * readable one.
 */
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
