import { UsageError } from '../options.js';

/** Returns the most conditions, 4 when nothing is written. Throws a {@link UsageError} for what is no such number. */
export function readMost(written = '4'): number {
  if (/^[1-6]$/.test(written)) return Number(written);
  throw new UsageError(`--max-fields takes a number from 1 to 6, not "${written}"`);
}
