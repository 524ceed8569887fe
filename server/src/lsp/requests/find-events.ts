import { statSync } from 'node:fs';
import type { EventSink } from '../../evaluate/events/event-sink.js';
import { readEventFileInTurns } from '../../evaluate/events/read-events.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { failure, type Result } from '../../text/result.js';
import type { EventReference } from '../messages.js';
import type { LocatedEvent } from '../session/latest.js';
import { pathOfUri, uriOf } from '../session/uris.js';
import type { Workspace } from '../session/workspace.js';
import { folderOf, pathInWorkspace } from '../session/workspace-folders.js';
import { eventsOfCase } from './events-of-case.js';
import { readEventText } from './run-files.js';

/** Reads at most `count` events of a file, starting at number `from`. Throws file system errors. */
export async function readEventsFrom(path: string, from: number, count: number): Promise<LocatedEvent[]> {
  // Opening a pipe would wait for a writer.
  if (!statSync(path).isFile()) throw new Error('it is not a file');
  const { events, sink } = collector(uriOf(path), from, count);
  await readEventFileInTurns(path, sink, () => events.length === count);
  return events;
}

function collector(uri: string, from: number, count: number): { events: LocatedEvent[]; sink: EventSink } {
  const events: LocatedEvent[] = [];
  const sink: EventSink = {
    event(event, index, line) {
      if (index < from || events.length === count) return;
      const start = { line: line - 1, character: 0 };
      events.push({ event, uri, index, range: { start, end: start } });
    },
    problem: () => {},
  };
  return { events, sink };
}

/**
 * Returns at most `count` events of a URI, starting at number `from`: from the editor that the rule was run
 * on, else from the file. The error says why they are unavailable.
 */
export async function eventsAt(
  uri: string,
  from: number,
  count: number,
  workspace: Workspace,
): Promise<Result<{ readonly events: readonly LocatedEvent[] }>> {
  const text = workspace.chosenEvents.textOf(uri);
  if (text !== undefined) {
    const { events, sink } = collector(uri, from, count);
    readEventText(text, sink);
    return { ok: true, events };
  }
  const shown = shownUri(uri, workspace);
  const path = eventPathOf(uri, shown, workspace);
  if (!path.ok) return path;
  try {
    return { ok: true, events: await readEventsFrom(path.path, from, count) };
  } catch (error) {
    return failure(`${shown} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Returns the path of a URI's events. Only events in the workspace and those chosen by the user may be read;
 * the error says why others are not.
 */
function eventPathOf(uri: string, shown: string, workspace: Workspace): Result<{ readonly path: string }> {
  const path = pathOfUri(uri);
  if (path === undefined) return failure('the event is not in a file');
  const mayRead = folderOf(path, workspace) !== undefined || workspace.chosenEvents.hasFile(path);
  return mayRead ? { ok: true, path } : failure(`${shown} is outside the workspace, so it is not read`);
}

/** Returns a URI's path for display. */
export function shownUri(uri: string, workspace: Workspace): string {
  const path = pathOfUri(uri);
  return path === undefined ? uri : pathInWorkspace(path, workspace);
}

/** Finds an event by its number as in `rulewright run`, or by its number in a test file's case. */
export async function findEvent(
  reference: EventReference,
  workspace: Workspace,
): Promise<Result<{ readonly event: EventObject }>> {
  const { uri, index } = reference;
  if (reference.case !== undefined) {
    const events = eventsOfCase(uri, reference.case, workspace);
    if (!events.ok) return events;
    const one = events.events[index];
    return one ? { ok: true, ...one } : failure(`the case has no event ${index}`);
  }
  const key = `${uri} ${index} ${versionOf(uri, workspace)}`;
  const { latest } = workspace;
  if (latest.event?.key === key) return { ok: true, ...latest.event.found };
  const read = await eventsAt(uri, index, 1, workspace);
  if (!read.ok) return read;
  const [found] = read.events;
  if (!found) return failure(`${shownUri(uri, workspace)} has no event ${index}`);
  latest.event = { key, found };
  return { ok: true, ...found };
}

/** Returns a version that changes when the events of a URI may have changed. */
function versionOf(uri: string, { chosenEvents }: Workspace): string {
  const text = chosenEvents.textOf(uri);
  if (text !== undefined) return text;
  const path = pathOfUri(uri);
  const status = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return status ? `${status.mtimeMs} ${status.size}` : '';
}
