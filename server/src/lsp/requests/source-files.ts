import { statSync } from 'node:fs';
import { append } from '../../text/append.js';
import type { EventSource } from '../messages.js';
import { pathOfUri } from '../session/uris.js';
import type { Workspace } from '../session/workspace.js';
import { pathInWorkspace } from '../session/workspace-folders.js';
import { eventFile, eventFilesBelow, type FoundFiles, findFixtures } from './fixtures.js';

/** Returns why a source has no files. */
export function noFiles(source: EventSource, { settings }: Workspace): string {
  return source.kind === 'fixtures'
    ? `no files match ${settings.fixtures}`
    : 'no events; event files end in .ndjson, .jsonl, .json or .csv, optionally with .gz or .zst';
}

/** Returns the files of an event source. `path` is the rule's path, if it has one. */
export async function filesOfSource(
  source: EventSource,
  path: string | undefined,
  workspace: Workspace,
): Promise<FoundFiles> {
  switch (source.kind) {
    case 'fixtures':
      return findFixtures(path, workspace);
    case 'files':
      return chosenFiles(source.uris, workspace);
    case 'text': {
      const { uri, text } = source;
      const file = pathOfUri(uri) ?? '';
      const shown = file === '' ? 'the editor' : pathInWorkspace(file, workspace);
      return { files: [{ path: file, uri, text, shown, bytes: text.length }], notes: [] };
    }
  }
}

/** Returns the chosen files, and all event files below chosen folders. */
async function chosenFiles(uris: readonly string[], workspace: Workspace): Promise<FoundFiles> {
  const files: FoundFiles['files'][number][] = [];
  const notes: string[] = [];
  for (const uri of uris) {
    const path = pathOfUri(uri);
    if (path === undefined) {
      notes.push(`${uri} is not a file`);
      continue;
    }
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      files.push(eventFile(path, workspace));
      continue;
    }
    const below = await eventFilesBelow(path, ['**/*.{ndjson,jsonl,json,csv,gz,zst}'], workspace);
    append(files, below.files);
    append(notes, below.notes);
  }
  return { files, notes };
}
