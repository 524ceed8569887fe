import { timeReader } from '../evaluate/plan/time.js';
import type { EventObject } from '../evaluate/values/access.js';
import { printDate, readIsoDate } from '../fields/dates.js';

const readTime = timeReader('@timestamp', { type: 'date' });

/**
 * Returns the engine's clock in a case: the later of `now` and the last event, in ISO 8601
 * (docs/testing-rules.md#events).
 */
export function engineClock(events: readonly EventObject[], now: string): string {
  const given = (readIsoDate(now)?.from ?? 0n) / 1_000_000n;
  let latest = Number(given);
  for (const event of events) latest = Math.max(latest, readTime(event)?.milliseconds ?? latest);
  return printDate(BigInt(latest) * 1_000_000n);
}
