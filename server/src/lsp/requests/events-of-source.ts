import { append } from '../../text/append.js';
import { failure, type Result } from '../../text/result.js';
import type { ViewSource } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { LocatedEvent } from '../session/latest.js';
import type { Workspace } from '../session/workspace.js';
import { eventsOfCase } from './events-of-case.js';
import { eventsAt, readEventsFrom, shownUri } from './find-events.js';
import { findFixtures } from './fixtures.js';

/** Limit of events to evaluate; for a large file, those around the requested event are used. */
const mostEvents = 20_000;

/** Events with their source. */
export interface SourceEvents {
  readonly events: readonly LocatedEvent[];
  /** The source, for people. */
  readonly source: string;
  readonly notes: readonly string[];
  /** The engine's clock, ISO 8601; undefined for the present. */
  readonly now: string | undefined;
}

type Found = Result<SourceEvents>;

/** Returns the events for showing a rule, or why they are unavailable. */
export function eventsOfSource(
  document: OpenDocument,
  source: ViewSource,
  workspace: Workspace,
): Found | Promise<Found> {
  switch (source.kind) {
    case 'event':
      return source.event.case === undefined
        ? eventsAround(source.event.uri, source.event.index, workspace)
        : eventsOfTest(source.event.uri, source.event.case, workspace);
    case 'test':
      return eventsOfTest(source.testFile, source.index, workspace);
    case 'fixtures':
      return eventsOfFixtures(document, workspace);
  }
}

async function eventsAround(uri: string, index: number, workspace: Workspace): Promise<Found> {
  const from = Math.max(0, index - mostEvents / 2);
  const read = await eventsAt(uri, from, mostEvents, workspace);
  if (!read.ok) return read;
  const { events } = read;
  const notes =
    from > 0 || events.length === mostEvents
      ? [`only events ${from} to ${from + events.length - 1} of the file were searched`]
      : [];
  return { ok: true, events, source: shownUri(uri, workspace), notes, now: undefined };
}

async function eventsOfFixtures(document: OpenDocument, workspace: Workspace): Promise<Found> {
  const { files, notes: missed } = await findFixtures(document.path, workspace);
  const notes = [...missed];
  if (files.length === 0) return failure(`no files match ${workspace.settings.fixtures}`);
  const events: LocatedEvent[] = [];
  for (const { path, shown } of files) {
    if (events.length === mostEvents) break;
    try {
      append(events, await readEventsFrom(path, 0, mostEvents - events.length));
    } catch (error) {
      notes.push(`${shown} cannot be read: ${(error as Error).message}`);
    }
  }
  if (events.length === mostEvents) notes.push(`only the first ${mostEvents} events were searched`);
  const source = files.length === 1 ? files[0]!.shown : `${files.length} files of fixtures`;
  return { ok: true, events, source, notes, now: undefined };
}

function eventsOfTest(testFile: string, index: number, workspace: Workspace): Found {
  const found = eventsOfCase(testFile, index, workspace);
  if (!found.ok) return found;
  const events = found.events.slice(0, mostEvents);
  const notes = found.events.length > mostEvents ? [`only the first ${mostEvents} events were searched`] : [];
  return { ok: true, events, source: `test: ${found.name}`, notes, now: found.now };
}
