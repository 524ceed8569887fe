import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pathBelow, withSlashes } from '../../files/path-below.js';
import { pathKey, realPath } from '../../files/path-key.js';
import { projectFolderOf } from '../../files/project-folder.js';
import type { UseIndex } from '../../ide/uses/use-index.js';
import type { OpenDocument } from './documents.js';
import type { Surroundings } from './recognise.js';
import { pathOfUri, uriOf } from './uris.js';

/** What the handlers of our own requests can look up. */
export interface Workspace extends Surroundings {
  /** What the rules use, as they are saved. */
  readonly uses: UseIndex;
  /** The open document, which counts before the file on disk. The client may spell the URI in another way. */
  open(uri: string): OpenDocument | undefined;
  /** The same by path. */
  openAt(path: string): OpenDocument | undefined;
}

/** A file as the user sees it: with the changes that are not saved yet. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly path: string;
  /** What identifies the file. */
  readonly key: string;
  readonly text: string;
}

/** Larger files are neither rules nor tests of rules. */
const largestText = 16 * 1024 * 1024;

/** The workspace folder that a file lies in, symbolic links followed; undefined for files outside all of them. */
export function folderOf(path: string, { workspaceFolders }: Surroundings): string | undefined {
  const key = pathKey(path);
  return workspaceFolders.find((folder) => pathBelow(pathKey(folder), key) !== undefined);
}

/**
 * Returns the folder in which a file of the workspace may name others, as on the command line: that of its project, else
 * the workspace folder.
 */
export function projectOf(path: string, surroundings: Surroundings): string {
  return projectFolderOf(path, folderOf(path, surroundings));
}

/**
 * The text of a file, from the editor where it is open there. Files outside the workspace are not read; the error says
 * why there is no text.
 */
export function readWorkspaceFile(path: string, workspace: Workspace): WorkspaceFile | { error: string } {
  if (!workspace.openAt(path) && folderOf(path, workspace) === undefined)
    return { error: `${pathInWorkspace(path, workspace)} lies outside the workspace and is not read` };
  return readProjectFile(path, workspace);
}

/** Returns the text of a file that was found to be in the project of a file of the workspace; see {@link projectOf}. */
export function readProjectFile(path: string, workspace: Workspace): WorkspaceFile | { error: string } {
  const open = workspace.openAt(path);
  if (open) return { uri: open.uri, path, key: open.key, text: open.text };
  const shown = pathInWorkspace(path, workspace);
  try {
    const status = statSync(path);
    if (!status.isFile()) return { error: `${shown} is not a file` };
    if (status.size > largestText)
      return { error: `${shown} is larger than ${largestText / 1024 / 1024} MB` };
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    return { uri: uriOf(path), path, key: pathKey(path), text };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      error: missing ? `there is no file ${shown}` : `${shown} cannot be read: ${(error as Error).message}`,
    };
  }
}

/** The file of a URI; see {@link readWorkspaceFile}. */
export function readWorkspaceUri(uri: string, workspace: Workspace): WorkspaceFile | { error: string } {
  const path = pathOfUri(uri);
  if (path !== undefined) return readWorkspaceFile(path, workspace);
  const open = workspace.open(uri);
  return open ? { uri, path: '', key: uri, text: open.text } : { error: 'the document is not a file' };
}

/** A path for people: relative to the workspace folder where it lies in one, with `/`. */
export function pathInWorkspace(path: string, { workspaceFolders }: Surroundings): string {
  for (const folder of workspaceFolders) {
    const shown = pathBelow(folder, path);
    if (shown !== undefined) return shown;
  }
  for (const folder of workspaceFolders) {
    const shown = pathBelow(realPath(folder), realPath(path));
    if (shown !== undefined) return shown;
  }
  return withSlashes(path);
}

/** The text of a rule of the workspace as it is on disk; undefined when it is gone, or no regular file. */
export async function readRuleFile(path: string): Promise<string | undefined> {
  try {
    const status = await stat(path);
    // Opening a pipe would wait for someone to write into it.
    return status.isFile() && status.size <= largestText ? await readFile(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
