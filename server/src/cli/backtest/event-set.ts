import { statSync } from 'node:fs';
import { expandBraces, matchesPath } from '../../files/match-path.js';
import { withSlashes } from '../../files/path-below.js';
import { findEventFiles } from '../event-files.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { UsageError } from '../options.js';
import type { Output } from '../output.js';

/** The event files of a backtest. */
export interface EventSet {
  /** In argument order; files of a folder are sorted by name. */
  readonly paths: readonly string[];
  /** Identifies each file. */
  readonly keys: readonly string[];
  readonly sizes: readonly number[];
  readonly problems: readonly FileFinding[];
  /**
   * Returns whether a file matches a pattern, by its displayed path or its path below the folder argument.
   */
  matches(path: string, pattern: string): boolean;
}

/** Finds the event files that `--events` names. Throws {@link UsageError} if there are none. */
export function findEventSet(given: readonly string[], output: Output): EventSet {
  if (given.length === 0)
    throw new UsageError('backtest needs events', 'pass a folder or files with --events');
  if (given.includes('-'))
    throw new UsageError('backtest does not read standard input', 'each event file is a separate time slice');
  const { files, unreadable } = findEventFiles(given, output);
  const folders = given.map((path) => `${withSlashes(path).replace(/\/+$/, '')}/`);
  const paths = files.map(({ path }) => path);
  return {
    paths,
    keys: files.map(({ key }) => key),
    sizes: paths.map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    problems: unreadable.map(({ path, message }) => fileFinding(path, 'unreadable', message)),
    matches(path, pattern) {
      const below = folders
        .filter((folder) => path.startsWith(folder))
        .map((folder) => path.slice(folder.length));
      return expandBraces(pattern).some((one) => [path, ...below].some((name) => matchesPath(name, one)));
    },
  };
}
