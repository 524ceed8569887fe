import { caseEvents } from '../../testing/case-events.js';
import { fileEventsReader } from '../../testing/files.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { TestCase, TestFile } from '../../testing/test-file.js';
import { indexLines } from '../../text/lines.js';
import type { LocatedEvent } from '../session/latest.js';
import { readWorkspaceUri, type Workspace, type WorkspaceFile } from '../session/workspace.js';
import { pathInWorkspace, projectOf } from '../session/workspace-folders.js';
import { rangeOf } from './tests.js';

/** The events of a case as they are run, each with the place where it is written. */
export interface EventsOfCase {
  readonly name: string;
  readonly events: readonly LocatedEvent[];
  /** The base of its times, ISO 8601. */
  readonly now: string;
}

/** The events of one case of a test file, or why they cannot be had. */
export function eventsOfCase(
  testFile: string,
  index: number,
  workspace: Workspace,
): EventsOfCase | { readonly error: string } {
  const read = readWorkspaceUri(testFile, workspace);
  if ('error' in read) return read;
  const file = parseTestFile(read.text);
  const one = file.cases[index];
  if (!one) return { error: `${pathInWorkspace(read.path, workspace)} has no case ${index}` };
  return locate(one, file, read, workspace);
}

/** The events of all cases of a test file, as far as they can be had. */
export function eventsOfCases(read: WorkspaceFile, workspace: Workspace): EventsOfCase[] {
  const file = parseTestFile(read.text);
  return file.cases.map((one) => {
    const events = locate(one, file, read, workspace);
    return 'error' in events ? { name: one.name, events: [], now: file.now } : events;
  });
}

/** Each event at its own place; those of a file where the case names it. */
function locate(
  one: TestCase,
  file: TestFile,
  { uri, path, text }: WorkspaceFile,
  workspace: Workspace,
): EventsOfCase | { readonly error: string } {
  const built = caseEvents(one, file, fileEventsReader(path, projectOf(path, workspace)));
  if ('error' in built) return { error: built.error };
  const lines = indexLines(text);
  const events = built.events.map((event, index): LocatedEvent => {
    const span = one.events[index]?.span ?? one.eventsFrom?.span ?? one.nameSpan;
    return { event, index, uri, range: rangeOf(span, lines) };
  });
  return { name: one.name, events, now: file.now };
}
