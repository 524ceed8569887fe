import { statSync } from 'node:fs';
import { expandBraces, matchesPath } from '../../files/match-path.js';
import { withSlashes } from '../../files/path-below.js';
import { findEventFiles } from '../event-files.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { UsageError } from '../options.js';
import type { Output } from '../output.js';

/** The files of events of a backtest. */
export interface EventSet {
  /** In the order of the arguments, those of a folder by name. */
  readonly paths: readonly string[];
  /** What identifies each file. */
  readonly keys: readonly string[];
  readonly sizes: readonly number[];
  readonly problems: readonly FileFinding[];
  /** Returns whether a file matches a pattern, as it is shown or below the folder that was named. */
  matches(path: string, pattern: string): boolean;
}

/** Finds the files of events that `--events` names. Throws {@link UsageError} when it names none. */
export function findEventSet(given: readonly string[], output: Output): EventSet {
  if (given.length === 0)
    throw new UsageError('backtest needs events', 'name a folder or files with --events');
  if (given.includes('-'))
    throw new UsageError(
      'backtest does not read standard input',
      'each file of events is a separate time slice',
    );
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
