import { caseEvents } from '../../testing/case-events.js';
import { fileEventsReader } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { TestCase, TestFile } from '../../testing/test-file.js';
import { indexLines } from '../../text/lines.js';
import { failure, type Result } from '../../text/result.js';
import type { LocatedEvent } from '../session/latest.js';
import { readWorkspaceUri, type Workspace, type WorkspaceFile } from '../session/workspace.js';
import { pathInWorkspace, projectOf } from '../session/workspace-folders.js';
import { rangeOf } from './tests.js';

/** A case's events as they are run, each with the range where it is written. */
export interface EventsOfCase {
  readonly name: string;
  readonly events: readonly LocatedEvent[];
  /** The base of its times, ISO 8601. */
  readonly now: string;
}

/** Returns the events of one case of a test file, or why they are unavailable. */
export function eventsOfCase(testFile: string, index: number, workspace: Workspace): Result<EventsOfCase> {
  const read = readWorkspaceUri(testFile, workspace);
  if (!read.ok) return read;
  const file = parseTestFile(read.text);
  const one = file.cases[index];
  if (!one) return failure(`${pathInWorkspace(read.path, workspace)} has no case ${index}`);
  return locate(one, file, read, workspace);
}

/** Returns the events of all cases of a test file, skipping unavailable ones. */
export function eventsOfCases(read: WorkspaceFile, workspace: Workspace): EventsOfCase[] {
  const file = parseTestFile(read.text);
  return file.cases.map((one) => {
    const events = locate(one, file, read, workspace);
    return events.ok ? events : { name: one.name, events: [], now: file.now };
  });
}

/** Locates each event at its own range, and events of a file where the case names the file. */
function locate(
  one: TestCase,
  file: TestFile,
  { uri, path, text }: WorkspaceFile,
  workspace: Workspace,
): Result<EventsOfCase> {
  const built = caseEvents(one, file, fileEventsReader(path, projectOf(path, workspace)));
  if (!built.ok) return failure(built.error);
  const lines = indexLines(text);
  const events = built.events.map((event, index): LocatedEvent => {
    const span = one.events[index]?.span ?? one.eventsFrom?.span ?? one.nameSpan;
    return { event, index, uri, range: rangeOf(span, lines) };
  });
  return { ok: true, name: one.name, events, now: file.now };
}
