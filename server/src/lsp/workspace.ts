import { readFileSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { UseIndex } from '../ide/uses/use-index.js';
import type { OpenDocument } from './documents.js';
import { isBelow, pathOfUri, type Surroundings } from './recognise.js';

/** What the handlers of our own requests can look up. */
export interface Workspace extends Surroundings {
  /** What the rules use, as they are saved. */
  readonly uses: UseIndex;
  /** The open document, which counts before the file on disk. */
  open(uri: string): OpenDocument | undefined;
  /** The same by path: the client may spell the URI in another way. */
  openAt(path: string): OpenDocument | undefined;
}

/** A file as the user sees it: with the changes that are not saved yet. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
}

/** Larger files are neither rules nor tests of rules. */
const largestText = 16 * 1024 * 1024;

/** The workspace folder that a file lies in, symbolic links followed; undefined for files outside all of them. */
export function folderOf(path: string, { workspaceFolders }: Surroundings): string | undefined {
  const real = realPath(path);
  return workspaceFolders.find((folder) => isBelow(path, folder) && isBelow(real, realPath(folder)));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/**
 * The text of a file, from the editor where it is open there. Files outside the workspace are not read; the error says
 * why there is no text.
 */
export function readWorkspaceFile(path: string, workspace: Workspace): WorkspaceFile | { error: string } {
  const open = workspace.openAt(path);
  if (open) return { uri: open.uri, path, text: open.text };
  const shown = pathInWorkspace(path, workspace);
  if (folderOf(path, workspace) === undefined)
    return { error: `${shown} lies outside the workspace and is not read` };
  try {
    const status = statSync(path);
    if (!status.isFile()) return { error: `${shown} is not a file` };
    if (status.size > largestText)
      return { error: `${shown} is larger than ${largestText / 1024 / 1024} MB` };
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    return { uri: pathToFileURL(path).href, path, text };
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
  return open ? { uri, path: '', text: open.text } : { error: 'the document is not a file' };
}

/** A path for people: relative to the workspace folder where it lies in one, with `/`. */
export function pathInWorkspace(path: string, { workspaceFolders }: Surroundings): string {
  const folder = workspaceFolders.find((candidate) => isBelow(path, candidate));
  return (folder === undefined ? path : relative(folder, path)).split(sep).join('/');
}
