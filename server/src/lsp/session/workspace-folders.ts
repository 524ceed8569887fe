import { pathBelow, withSlashes } from '../../files/path-below.js';
import { pathKey, realPath } from '../../files/path-key.js';
import { projectFolderOf } from '../../files/project-folder.js';

export interface WorkspaceFolders {
  /** Absolute paths of the workspace folders. */
  readonly workspaceFolders: readonly string[];
}

/**
 * Returns the workspace folder that contains a file, following symbolic links; undefined for files outside
 * all of them.
 */
export function folderOf(path: string, { workspaceFolders }: WorkspaceFolders): string | undefined {
  const key = pathKey(path);
  return workspaceFolders.find((folder) => pathBelow(pathKey(folder), key) !== undefined);
}

/**
 * Returns the folder in which a workspace file may name others, as on the command line: the folder of its
 * project, else the workspace folder.
 */
export function projectOf(path: string, folders: WorkspaceFolders): string {
  return projectFolderOf(path, folderOf(path, folders));
}

/** Returns a path for display: relative to the workspace folder that contains it, with `/`. */
export function pathInWorkspace(path: string, { workspaceFolders }: WorkspaceFolders): string {
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
