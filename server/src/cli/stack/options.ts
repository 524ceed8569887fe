import type { ParsedOptions } from '../options.js';
import { UsageError } from '../options.js';

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const longest = 366 * 86_400_000;

/** Parses a duration such as `7d` to milliseconds; returns undefined if the option is missing. */
export function readDuration(options: ParsedOptions, name: string): number | undefined {
  const written = options.text(name);
  if (written === undefined) return undefined;
  const [, count, unit] = /^([1-9]\d{0,8})([smhdw])$/.exec(written) ?? [];
  const length = Number(count) * units[unit ?? '']!;
  if (!(length <= longest))
    throw new UsageError(`--${name} takes a length of time such as 24h or 7d, not "${written}"`);
  return length;
}

/** Parses a number from 1 to `most`; returns `otherwise` if the option is missing. */
export function readCount(options: ParsedOptions, name: string, otherwise: number, most: number): number {
  const written = options.text(name);
  if (written === undefined) return otherwise;
  const count = /^\d+$/.test(written) ? Number(written) : 0;
  if (count < 1 || count > most)
    throw new UsageError(`--${name} takes a number from 1 to ${most}, not "${written}"`);
  return count;
}

/** Throws if options are used that have no meaning together with `--on`. */
export function refuseBeside(options: ParsedOptions, names: readonly string[]): void {
  const given = names.find((name) => options.flag(name) || options.texts(name).length > 0);
  if (given !== undefined)
    throw new UsageError(
      `--${given} and --on cannot be used together`,
      'with --on, the events come from the stack',
    );
}
