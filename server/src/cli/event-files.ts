import { createReadStream, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EventSink } from '../evaluate/events/event-sink.js';
import { readEventFileInTurns, readEventStream } from '../evaluate/events/read-events.js';
import type { LineFilter } from '../evaluate/run/prefilter.js';
import type { EventObject } from '../evaluate/values/access.js';
import { describeError, isSystemError } from '../files/describe-error.js';
import { internalProblem } from '../text/internal-error.js';
import type { Problem } from '../text/problem.js';
import { type Discovery, discover } from './discover.js';
import { createEventLines, type EventLines } from './event-lines.js';
import { type FileFinding, fileFinding } from './findings.js';
import { UsageError } from './options.js';
import type { Output } from './output.js';

/** An event's position in its file or stream, counted from 0 in reading order. */
export interface EventOrigin {
  readonly path: string;
  readonly index: number;
}

/** File extensions of event files, in any case. */
const eventName = /\.(?:ndjson|jsonl|json|csv)(?:\.gz|\.zst)?$/i;

/** The result of reading events. */
export interface EventsRead {
  readonly events: number;
  readonly problems: readonly FileFinding[];
  /** Size and modification time of each file when it was read. */
  readonly versions: readonly string[];
  /** Returns the position of the event with this number; numbers count all events that were read, from 0. */
  locate(number: number): EventOrigin;
  /** Returns the line on which the event with this number starts. */
  lineOf(number: number): number;
  /** Returns the position for people as `file:line`, which terminals and editors can open. */
  addressOf(number: number): string;
}

export interface ReadOptions {
  readonly filter?: LineFilter | undefined;
  /** Stops reading early. */
  readonly signal?: AbortSignal;
  /** Called with each event before it is passed on. */
  readonly observe?: (event: EventObject, number: number) => void;
}

/**
 * Reads the events of files, folders (all `.ndjson`, `.jsonl`, `.json` and `.csv` files in them, also as
 * `.gz` and `.zst`) and standard input (`-`), one by one. Unreadable input becomes a problem and reading
 * continues. In large files, lines that the filter excludes are only counted.
 */
export async function readEvents(
  paths: readonly string[],
  onEvent: (event: EventObject, number: number, indexInFile: number, line: number) => void,
  output: Output,
  { filter, observe, signal = new AbortController().signal }: ReadOptions = {},
): Promise<EventsRead> {
  const problems: FileFinding[] = [];
  /** The number of each file's first event, ascending. */
  const starts: { readonly path: string; readonly first: number; readonly lines: EventLines }[] = [];
  const versions: string[] = [];
  let events = 0;
  const count = (): number => {
    if (events % 20_000 === 19_999) output.progress(`${events + 1} events read`);
    return events++;
  };
  const sinkFor = (path: string): EventSink => {
    const lines = createEventLines();
    starts.push({ path, first: events, lines });
    /** A failure is reported once for all events of a file that it affects. */
    const failed = new Set<string>();
    return {
      filter,
      skipped: count,
      event: (event, index, line) => {
        const number = count();
        lines.add(index, line);
        try {
          observe?.(event, number);
          onEvent(event, number, index, line);
        } catch (error) {
          const problem = internalProblem(error, wholeEvent);
          if (!failed.has(problem.message)) problems.push(eventFinding(path, { line, ...problem }));
          failed.add(problem.message);
        }
      },
      problem: (problem) => problems.push(eventFinding(path, problem)),
    };
  };
  const stopped = (): boolean => signal.aborted;
  if (paths.includes('-')) await readEventStream(process.stdin, sinkFor('-'), signal);
  const files = paths.filter((path) => path !== '-');
  const found = files.length === 0 ? { files: [], unreadable: [] } : discover(files, isEventFile, output);
  for (const { path, message } of found.unreadable) problems.push(fileFinding(path, 'unreadable', message));
  if (!paths.includes('-') && found.files.length + found.unreadable.length === 0)
    output.message(
      'rulewright: no event files found: names must end in .ndjson, .jsonl, .json or .csv, also with .gz or .zst',
    );
  for (const { path } of found.files) {
    if (stopped()) break;
    try {
      // Reading a pipe can block forever, and must not keep the process from handling Ctrl-C.
      const status = statSync(path);
      versions.push(`${status.size} ${status.mtimeMs}`);
      if (status.isFile()) await readEventFileInTurns(path, sinkFor(path), stopped);
      else await readEventStream(createReadStream(path), sinkFor(path), signal);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      problems.push(fileFinding(path, 'unreadable', describeError(error)));
    }
  }
  const startOf = (number: number) => starts.findLast((start) => start.first <= number)!;
  return {
    events,
    problems,
    versions,
    locate(number) {
      const { path, first } = startOf(number);
      return { path, index: number - first };
    },
    lineOf(number) {
      const { first, lines } = startOf(number);
      return lines.lineOf(number - first);
    },
    addressOf(number) {
      const { path, first, lines } = startOf(number);
      return `${path}:${lines.describe(number - first)}`;
    },
  };
}

const wholeEvent = { start: 0, end: 0 };

/** Finds the event files that `readEvents` would read, without reading them. */
export function findEventFiles(paths: readonly string[], output: Pick<Output, 'message'>): Discovery {
  return discover(paths, isEventFile, output);
}

function isEventFile(name: string): boolean {
  return eventName.test(name) && !/\.tests\./i.test(name);
}

function eventFinding(
  path: string,
  {
    line = 1,
    message,
    help,
    severity = 'error',
    code = 'event-file',
  }: Pick<Problem, 'message' | 'help'> &
    Partial<Pick<Problem, 'code' | 'severity'>> & { readonly line?: number },
): FileFinding {
  const start = { line, column: 1 };
  return { ...fileFinding(path, code, message, help), severity, range: { start, end: start } };
}

/** Returns whether a path can be read only once: standard input, a pipe or a device. */
export function readsOnce(path: string): boolean {
  if (path === '-') return true;
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && !status.isFile() && !status.isDirectory();
}

/**
 * Returns the paths of `--events`, or the `fixtures` folders beside and below the rules. For a query without
 * a rule, returns those below the current folder.
 */
export function eventPaths(
  given: readonly string[],
  rulePaths: readonly (string | null)[],
  output: Pick<Output, 'message'>,
): string[] {
  if (given.length > 0) return [...given];
  const folders = [...new Set(rulePaths.map((path) => (path === null ? '.' : dirname(path))))];
  const fixtures = folders.flatMap((folder) => {
    const below = folder === '.' ? 0 : folder.split('/').length;
    return discover(folder === '.' ? [] : [folder], isEventFile, output)
      .files.map(({ path }) => path)
      .filter((path) => path.split('/').slice(below, -1).includes('fixtures'));
  });
  if (fixtures.length > 0) return [...new Set(fixtures)];
  throw new UsageError(
    'no events',
    'pass them with --events, or put them in a folder "fixtures" next to the rules',
  );
}
