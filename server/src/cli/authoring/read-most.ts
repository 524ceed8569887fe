import { UsageError } from '../options.js';

/** Parses the limit of conditions; the default is 4. Throws a {@link UsageError} for an invalid number. */
export function readMost(written = '4'): number {
  if (/^[1-6]$/.test(written)) return Number(written);
  throw new UsageError(`--max-fields takes a number from 1 to 6, not "${written}"`);
}
