import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { readEventFileInTurns } from '../evaluate/events/read-events.js';
import type { EventObject } from '../evaluate/values/access.js';
import type { EventReference } from './messages.js';
import { pathOfUri } from './recognise.js';
import { folderOf, pathInWorkspace, type Workspace } from './workspace.js';

/** An event with the place where it is written. */
export interface LocatedEvent {
  readonly event: EventObject;
  readonly uri: string;
  /** Its number in the file or the test. */
  readonly index: number;
  /** Zero-based lines and characters, as in LSP. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** The events of a file from the number `from` on, at most `count`. Throws what the file system throws. */
export async function readEventsFrom(path: string, from: number, count: number): Promise<LocatedEvent[]> {
  // Opening a pipe would wait for someone to write into it.
  if (!statSync(path).isFile()) throw new Error('it is not a file');
  const uri = pathToFileURL(path).href;
  const events: LocatedEvent[] = [];
  await readEventFileInTurns(
    path,
    {
      event(event, index, line) {
        if (index < from || events.length === count) return;
        const start = { line: line - 1, character: 0 };
        events.push({ event, uri, index, range: { start, end: start } });
      },
      problem: () => {},
    },
    () => events.length === count,
  );
  return events;
}

/** An event of a file by its number, counted as `rulewright run` does. */
export async function findEvent(
  { uri, index }: EventReference,
  workspace: Workspace,
): Promise<{ event: EventObject } | { error: string }> {
  const path = pathOfUri(uri);
  if (path === undefined) return { error: 'the event is not in a file' };
  const shown = pathInWorkspace(path, workspace);
  if (folderOf(path, workspace) === undefined)
    return { error: `${shown} lies outside the workspace and is not read` };
  try {
    const [found] = await readEventsFrom(path, index, 1);
    return found ?? { error: `${shown} has no event ${index}` };
  } catch (error) {
    return { error: `${shown} cannot be read: ${(error as Error).message}` };
  }
}
