import { readIsoDate } from '../../fields/dates.js';
import { UsageError } from '../options.js';

const day = 24 * 60 * 60 * 1000;

/**
 * Parses `--expires`, a date or a number of days from now such as `30d`, to a time in ISO 8601. Returns
 * undefined for `never`.
 */
export function readExpiry(written: string, now = Date.now()): string | undefined {
  if (written === 'never') return undefined;
  const [, days] = /^(\d{1,4})d$/.exec(written) ?? [];
  if (days !== undefined) return new Date(now + Number(days) * day).toISOString();
  const time = Date.parse(written);
  if (!readIsoDate(written) || Number.isNaN(time))
    throw new UsageError(`--expires takes a date, days such as 30d, or never, not "${written}"`);
  return new Date(time).toISOString();
}
