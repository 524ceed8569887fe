import type { JsonObject } from '../../exchange/json.js';
import { lookbackOf } from '../run-window.js';

/** A payload for a time span, and how often it has to run. */
export interface PreviewSchedule {
  readonly payload: JsonObject;
  readonly runs: number;
  /** Milliseconds between two runs. */
  readonly interval: number;
}

/** Limit of runs, because Kibana stops a preview after a minute. */
const mostRuns = 100;

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Returns the payload and the number of runs that cover the last milliseconds before the end. If the rule's
 * interval would need too many runs, they are less frequent and look back further, with the same overlap.
 */
export function schedulePreview(payload: JsonObject, last: number | undefined): PreviewSchedule {
  const interval = lengthOf(payload.interval) ?? 300_000;
  if (last === undefined) return { payload, runs: 1, interval };
  const runs = Math.max(1, Math.ceil(last / interval));
  if (runs <= mostRuns) return { payload, runs, interval };
  const longer = Math.ceil(last / mostRuns / 60_000) * 60_000;
  const lookback = lengthOf(/^now-(.*)$/.exec(String(payload.from ?? 'now-6m'))?.[1]) ?? interval;
  const overlap = Math.max(0, lookback - interval);
  return {
    payload: {
      ...payload,
      interval: `${longer / 60_000}m`,
      from: lookbackOf(longer + overlap),
    },
    runs: Math.ceil(last / longer),
    interval: longer,
  };
}

function lengthOf(written: unknown): number | undefined {
  const [, count, unit] = typeof written === 'string' ? (/^(\d{1,9})([smhd])$/.exec(written) ?? []) : [];
  return count === undefined ? undefined : Number(count) * units[unit!]!;
}
