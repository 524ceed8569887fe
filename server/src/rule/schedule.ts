import type { Rule } from './rule.js';

/** When a rule runs and which time range it covers, in seconds before the run. */
export interface Schedule {
  /** The time between two runs, by default 5 minutes. */
  readonly interval: number;
  /** How far back a run searches, by default 6 minutes. */
  readonly from: number;
  readonly to: number;
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Returns the schedule of a rule, or undefined if it is in another notation than `now-9m` and `5m`. */
export function scheduleOf({ table }: Rule): Schedule | undefined {
  const interval = table.interval === undefined ? 5 * 60 : seconds(table.interval);
  const from = table.from === undefined ? 6 * 60 : lookback(table.from);
  const to = table.to === undefined ? 0 : lookback(table.to);
  return interval === undefined || from === undefined || to === undefined
    ? undefined
    : { interval, from, to };
}

/** Returns the length of an interval such as `5m` in seconds. */
function seconds(written: unknown): number | undefined {
  const match = typeof written === 'string' ? /^(\d+)([smhdw])$/.exec(written) : null;
  return match ? Number(match[1]) * units[match[2]!]! : undefined;
}

/** Returns how far back a time such as `now-9m` is, in seconds, or undefined for other notations. */
export function lookback(written: unknown): number | undefined {
  if (written === 'now') return 0;
  return typeof written === 'string' && written.startsWith('now-')
    ? seconds(written.slice('now-'.length))
    : undefined;
}

/** Formats seconds as in a rule, in the largest unit that fits: `90s`, `5m`. */
export function inUnits(length: number): string {
  const unit =
    (['d', 'h', 'm'] as const).find(
      (candidate) => length >= units[candidate]! && length % units[candidate]! === 0,
    ) ?? 's';
  return `${length / units[unit]!}${unit}`;
}
