import { type Dirent, existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expandBraces, matchesPath } from '../../files/match-path.js';
import { pathBelow, settingWithSlashes } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import { skippedFolders } from '../../files/skipped-folders.js';
import { append } from '../../text/append.js';
import { uriOf } from '../session/uris.js';
import type { Workspace } from '../session/workspace.js';
import { folderOf, pathInWorkspace } from '../session/workspace-folders.js';
import type { EventFile } from './run-files.js';

const mostFiles = 10_000;

/** Event files, and the folders that could not be searched. */
export interface FoundFiles {
  readonly files: readonly EventFile[];
  readonly notes: readonly string[];
}

/**
 * Returns the files of the setting in the workspace folder of a path, such as a rule's, or in all folders if
 * it is in none. Does not follow links to folders, and skips files that a link leads out of the workspace.
 */
export async function findFixtures(path: string | undefined, workspace: Workspace): Promise<FoundFiles> {
  const own = path === undefined ? undefined : folderOf(path, workspace);
  const files: EventFile[] = [];
  const notes: string[] = [];
  for (const root of own === undefined ? workspace.workspaceFolders : [own]) {
    const found = await eventFilesBelow(root, [workspace.settings.fixtures], workspace);
    append(files, found.files);
    append(notes, found.notes);
  }
  return { files, notes };
}

/** Returns the files below a folder that match one of the globs (see {@link findFixtures} for links). */
export async function eventFilesBelow(
  root: string,
  globs: readonly string[],
  workspace: Workspace,
): Promise<FoundFiles> {
  const patterns = globs.map(settingWithSlashes).flatMap(expandBraces);
  const files: EventFile[] = [];
  const notes: string[] = [];
  const search = async (folder: string): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      notes.push(`${pathInWorkspace(folder, workspace)} cannot be read: ${(error as Error).message}`);
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const file = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) await search(file);
      } else if (files.length < mostFiles && matchesAny(pathBelow(root, file) ?? '', patterns)) {
        if (entry.isFile() || leadsInto(file, root)) files.push(eventFile(file, workspace));
        else notes.push(`${pathInWorkspace(file, workspace)} points outside the folder and is not read`);
      }
    }
  };
  await search(root);
  return { files, notes };
}

/** Returns whether a link's target is below a folder. */
function leadsInto(link: string, folder: string): boolean {
  return existsSync(link) && pathBelow(pathKey(folder), pathKey(link)) !== undefined;
}

/** Returns an event file. Its size is 0 if it no longer exists, which is reported when it is read. */
export function eventFile(path: string, workspace: Workspace): EventFile {
  return {
    path,
    uri: uriOf(path),
    shown: pathInWorkspace(path, workspace),
    bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
  };
}

function matchesAny(path: string, patterns: readonly string[]): boolean {
  const written = path.normalize('NFC');
  return patterns.some((pattern) => matchesPath(written, pattern));
}
