import { setTimeout as wait } from 'node:timers/promises';

/**
 * The failures that are retried: `any` for requests that change nothing, `none` for others, because what they
 * change may have changed in the meantime.
 */
export type RetryPolicy = 'any' | 'none';

const most = 3;
const firstDelay = 500;
/** Milliseconds; if a server requests a longer delay, its response is reported instead. */
const longestDelay = 30_000;
const temporary = new Set([429, 500, 502, 503, 504]);

/** Returns whether a response with this status is worth a retry. */
export function isTemporary(status: number, policy: RetryPolicy): boolean {
  return policy === 'any' && temporary.has(status);
}

/**
 * Returns the milliseconds to wait before the next attempt, or undefined if there is none. `attempt` counts
 * from 0. The header `Retry-After` overrides the doubled delay, which is extended randomly by up to a
 * quarter.
 */
export function delayBefore(
  attempt: number,
  retryAfter: string | undefined,
  { now = Date.now(), random = Math.random() } = {},
): number | undefined {
  if (attempt >= most) return undefined;
  const asked = retryAfter === undefined ? undefined : readRetryAfter(retryAfter, now);
  if (asked !== undefined) return asked <= longestDelay ? asked : undefined;
  const delay = firstDelay * 2 ** attempt;
  return delay + (delay / 4) * random;
}

/** Parses a header with seconds or a date (RFC 9110, 10.2.3) to milliseconds. */
function readRetryAfter(written: string, now: number): number | undefined {
  if (/^\d+$/.test(written)) return Number(written) * 1000;
  const time = Date.parse(written);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}

/** Waits. Rejects when the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}
