import { dirname, resolve } from 'node:path';
import type { EventFileProblem, EventSink } from '../evaluate/events/decode-events.js';
import { readEventFileInTurns, readEventStream } from '../evaluate/events/read-events.js';
import type { LineFilter } from '../evaluate/prefilter.js';
import type { EventObject } from '../evaluate/values/access.js';
import { describeError, discover } from './discover.js';
import { type FileFinding, fileFinding } from './findings.js';
import { UsageError } from './options.js';
import type { Output } from './output.js';

/** Where an event stands: in the file or stream, counted from 0 in reading order. */
export interface EventOrigin {
  readonly path: string;
  readonly index: number;
}

const eventEndings = ['.ndjson', '.jsonl', '.json'];

/** What reading events came to. */
export interface EventsRead {
  readonly events: number;
  readonly problems: readonly FileFinding[];
}

export interface ReadOptions {
  readonly filter?: LineFilter | undefined;
  /** Ends reading early once it is true. */
  readonly stopped?: () => boolean;
}

/**
 * Reads the events of files, folders (all `.ndjson`, `.jsonl` and `.json` in them) and standard input (`-`), one by one.
 * What cannot be read becomes a problem and the rest is read. Of large files, lines that the filter rules out are counted
 * only.
 */
export async function readEvents(
  paths: readonly string[],
  onEvent: (event: EventObject, origin: EventOrigin, line: number) => void,
  output: Output,
  { filter, stopped = () => false }: ReadOptions = {},
): Promise<EventsRead> {
  const problems: FileFinding[] = [];
  let events = 0;
  const count = (): void => {
    if (++events % 20_000 === 0) output.progress(`${events} events read`);
  };
  const sinkFor = (path: string): EventSink => ({
    filter,
    skipped: count,
    event: (event, index, line) => {
      count();
      onEvent(event, { path, index }, line);
    },
    problem: (problem) => problems.push(eventFinding(path, problem)),
  });
  const files = paths.filter((path) => path !== '-');
  if (paths.includes('-')) await readEventStream(process.stdin, sinkFor('-'));
  if (files.length > 0) {
    const found = discover(
      files,
      (name) => eventEndings.some((ending) => name.endsWith(ending)) && !name.includes('.tests.'),
    );
    for (const { path, message } of found.unreadable) problems.push(fileFinding(path, 'unreadable', message));
    for (const { path } of found.files) {
      try {
        if (!stopped()) await readEventFileInTurns(path, sinkFor(path), stopped);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
        problems.push(fileFinding(path, 'unreadable', describeError(error)));
      }
    }
  }
  return { events, problems };
}

function eventFinding(
  path: string,
  { line = 1, message, help, severity = 'error' }: EventFileProblem,
): FileFinding {
  const start = { line, column: 1 };
  return {
    path,
    code: 'event-file',
    severity,
    message,
    ...(help === undefined ? {} : { help }),
    range: { start, end: start },
  };
}

/** The paths of `--events`, or the folders named `fixtures` beside and below the rules. */
export function eventPaths(given: readonly string[], rulePaths: readonly string[]): string[] {
  if (given.length > 0) return [...given];
  const folders = [...new Set(rulePaths.map((path) => dirname(resolve(path))))];
  const found = discover(folders, (name) => eventEndings.some((ending) => name.endsWith(ending)));
  const fixtures = found.files.map(({ path }) => path).filter((path) => path.split('/').includes('fixtures'));
  if (fixtures.length > 0) return [...new Set(fixtures)];
  throw new UsageError(
    'there are no events to run on',
    'name them with --events, or put them into a folder "fixtures" beside the rules',
  );
}
