import { caseEvents } from '../testing/case-events.js';
import { fileEventsReader } from '../testing/files.js';
import { parseTestFile } from '../testing/parse-test-file.js';
import type { TestCase } from '../testing/test-file.js';
import { indexLines, type LineIndex } from '../text/lines.js';
import type { OpenDocument } from './documents.js';
import { type LocatedEvent, readEventsFrom } from './find-events.js';
import { findFixtures } from './fixtures.js';
import type { SequencePicture, SequenceSource } from './messages.js';
import { pathOfUri } from './recognise.js';
import { drawnSequence, noPicture, type PictureEvents } from './sequence-picture.js';
import { rangeOf } from './tests.js';
import {
  folderOf,
  pathInWorkspace,
  readWorkspaceUri,
  type Workspace,
  type WorkspaceFile,
} from './workspace.js';

/** More events than these are not looked through for a picture; of a large file those around the event asked for are. */
const mostEvents = 20_000;

/** What an open sequence rule makes of events, for a picture. */
export async function sequencePicture(
  document: OpenDocument,
  source: SequenceSource,
  workspace: Workspace,
): Promise<SequencePicture> {
  const found = await eventsOf(document, source, workspace);
  return 'error' in found ? noPicture(found.error) : drawnSequence(document.analysis().rule, found);
}

type Found = PictureEvents | { readonly error: string };

function eventsOf(
  document: OpenDocument,
  source: SequenceSource,
  workspace: Workspace,
): Found | Promise<Found> {
  switch (source.kind) {
    case 'event':
      return eventsAround(source.event.uri, source.event.index, workspace);
    case 'test':
      return eventsOfTest(source.testFile, source.index, workspace);
    case 'fixtures':
      return eventsOfFixtures(document, workspace);
  }
}

async function eventsAround(uri: string, index: number, workspace: Workspace): Promise<Found> {
  const path = pathOfUri(uri);
  if (path === undefined) return { error: 'the event is not in a file' };
  const source = pathInWorkspace(path, workspace);
  if (folderOf(path, workspace) === undefined)
    return { error: `${source} lies outside the workspace and is not read` };
  const from = Math.max(0, index - mostEvents / 2);
  try {
    const events = await readEventsFrom(path, from, mostEvents);
    const notes =
      from > 0 || events.length === mostEvents
        ? [`only events ${from} to ${from + events.length - 1} of the file were looked at`]
        : [];
    return { events, source, notes, now: undefined };
  } catch (error) {
    return { error: `${source} cannot be read: ${(error as Error).message}` };
  }
}

async function eventsOfFixtures(document: OpenDocument, workspace: Workspace): Promise<Found> {
  const { files, notes } = await findFixtures(document, workspace);
  if (files.length === 0) return { error: `there are no files that match ${workspace.settings.fixtures}` };
  const events: LocatedEvent[] = [];
  for (const { path, shown } of files) {
    if (events.length === mostEvents) break;
    try {
      events.push(...(await readEventsFrom(path, 0, mostEvents - events.length)));
    } catch (error) {
      notes.push(`${shown} cannot be read: ${(error as Error).message}`);
    }
  }
  if (events.length === mostEvents) notes.push(`only the first ${mostEvents} events were looked at`);
  const source = files.length === 1 ? files[0]!.shown : `${files.length} files of fixtures`;
  return { events, source, notes, now: undefined };
}

async function eventsOfTest(testFile: string, index: number, workspace: Workspace): Promise<Found> {
  const read = readWorkspaceUri(testFile, workspace);
  if ('error' in read) return read;
  const file = parseTestFile(read.text);
  const one = file.cases[index];
  if (!one) return { error: `${pathInWorkspace(read.path, workspace)} has no case ${index}` };
  const built = caseEvents(one, file, fileEventsReader(read.path, folderOf(read.path, workspace)));
  if ('error' in built) return { error: built.error };
  const places = placesOf(one, read, indexLines(read.text));
  const events = built.events
    .slice(0, mostEvents)
    .map((event, number): LocatedEvent => ({ event, index: number, ...places(number) }));
  const notes =
    built.events.length > mostEvents ? [`only the first ${mostEvents} events were looked at`] : [];
  return { events, source: `test: ${one.name}`, notes, now: file.now };
}

/** Where the events of a case are written: each at its own place, those of a file where the case names it. */
function placesOf(
  one: TestCase,
  { uri }: WorkspaceFile,
  lines: LineIndex,
): (index: number) => Pick<LocatedEvent, 'uri' | 'range'> {
  return (index) => {
    const span = one.events[index]?.span ?? one.eventsFrom?.span ?? one.nameSpan;
    return { uri, range: rangeOf(span, lines) };
  };
}
