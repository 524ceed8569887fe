import { pathKey } from '../../files/path-key.js';
import type { EventSource } from '../messages.js';
import { keyOfUri, pathOfUri } from '../session/uris.js';
import { folderOf, type Workspace } from '../session/workspace.js';

/** Keys of files and folders outside the workspace that the user picked in a dialog: what may be read, but nothing beside them. */
const chosenFiles = new Set<string>();
/** Texts of editors that rules were run on last, by key: events that were found in them are looked up there. */
const texts = new Map<string, string>();
const mostTexts = 4;

/** Takes note of what the user chose to run a rule on. */
export function rememberSource(source: EventSource, paths: readonly string[]): void {
  if (source.kind === 'text') {
    const key = keyOfUri(source.uri);
    texts.delete(key);
    texts.set(key, source.text);
    const [oldest] = texts.keys();
    if (texts.size > mostTexts && oldest !== undefined) texts.delete(oldest);
    return;
  }
  texts.clear();
  if (source.kind === 'files') for (const path of paths) chosenFiles.add(pathKey(path));
}

/** The text of the editor that events were found in; undefined for those of files. */
export function textOfEvents(uri: string): string | undefined {
  return texts.size === 0 ? undefined : texts.get(keyOfUri(uri));
}

/** Whether the events of a file may be read: it lies in the workspace, or the user chose it. */
export function mayReadEvents(path: string, workspace: Workspace): boolean {
  return folderOf(path, workspace) !== undefined || chosenFiles.has(pathKey(path));
}

/** The path of the events of a URI; an error for people where there is none that may be read. */
export function eventPathOf(uri: string, shown: string, workspace: Workspace): string | { error: string } {
  const path = pathOfUri(uri);
  if (path === undefined) return { error: 'the event is not in a file' };
  return mayReadEvents(path, workspace)
    ? path
    : { error: `${shown} lies outside the workspace and is not read` };
}
