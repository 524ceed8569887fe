import type { EventSource } from './messages.js';
import { pathOfUri } from './recognise.js';
import { folderOf, type Workspace } from './workspace.js';

/** Files and folders outside the workspace that the user picked in a dialog: what may be read, but nothing beside them. */
const chosenPaths = new Set<string>();
/** Texts of editors that rules were run on last, by URI: events that were found in them are looked up there. */
const texts = new Map<string, string>();
const mostTexts = 4;

/** Takes note of what the user chose to run a rule on. */
export function rememberSource(source: EventSource, paths: readonly string[]): void {
  if (source.kind === 'text') {
    texts.delete(source.uri);
    texts.set(source.uri, source.text);
    const [oldest] = texts.keys();
    if (texts.size > mostTexts && oldest !== undefined) texts.delete(oldest);
    return;
  }
  texts.clear();
  if (source.kind === 'files') for (const path of paths) chosenPaths.add(path);
}

/** The text of the editor that events were found in; undefined for those of files. */
export function textOfEvents(uri: string): string | undefined {
  return texts.get(uri);
}

/** Whether the events of a file may be read: it lies in the workspace, or the user chose it. */
export function mayReadEvents(path: string, workspace: Workspace): boolean {
  return folderOf(path, workspace) !== undefined || chosenPaths.has(path);
}

/** The path of the events of a URI; an error for people where there is none that may be read. */
export function eventPathOf(uri: string, shown: string, workspace: Workspace): string | { error: string } {
  const path = pathOfUri(uri);
  if (path === undefined) return { error: 'the event is not in a file' };
  return mayReadEvents(path, workspace)
    ? path
    : { error: `${shown} lies outside the workspace and is not read` };
}
