import { UsageError } from './options.js';

/** The event that `--event` names: by its number in each file, or by file and line as `run` prints it. */
export interface EventAddress {
  /** As given on the command line. */
  readonly text: string;
  readonly path: string | undefined;
  readonly isAt: (index: number, line: number) => boolean;
}

/** Parses the value of `--event`. Throws {@link UsageError} if it is invalid. */
export function readAddress(text: string | undefined): EventAddress | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return { text, path: undefined, isAt: (index) => index === Number(text) };
  const [, path, line] = /^(.+):(\d+)$/.exec(text) ?? [];
  if (path === undefined) throw new UsageError(`--event takes a number from 0, or FILE:LINE, not "${text}"`);
  return { text, path, isAt: (_, at) => at === Number(line) };
}
