import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeError } from '../files/describe-error.js';
import { withSlashes } from '../files/path-below.js';
import { pathKey, realPath } from '../files/path-key.js';
import { staysInProject } from '../files/project-folder.js';
import { skippedFolders } from '../files/skipped-folders.js';
import { visibleLine } from '../text/visible.js';
import type { Output } from './output.js';

/** A discovered file, with its path for display: the argument as typed, joined with the path below it. */
export interface FoundFile {
  readonly path: string;
  /** Identifies the file. */
  readonly key: string;
  /** Whether the file was an argument itself, not found in a folder. */
  readonly named: boolean;
}

/** An argument or folder that could not be read. */
export interface Unreadable {
  readonly path: string;
  readonly message: string;
}

export interface Discovery {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly Unreadable[];
}

/** Prefix of the links with which Emacs locks an open file. */
const lockPrefix = '.#';

/**
 * Returns the files that the arguments name, and those in their folders for which `wanted` returns true, in
 * alphabetical order. Visits loops of symbolic links once. Links in folders that lead out of the project are
 * not followed, with a message on `output`. Without arguments, searches the current folder and returns paths
 * relative to it.
 */
export function discover(
  args: readonly string[],
  wanted: (name: string) => boolean,
  output: Pick<Output, 'message'>,
): Discovery {
  const files: FoundFile[] = [];
  const unreadable: Unreadable[] = [];
  const visited = new Set<string>();
  const leadingOut: string[] = [];
  /** Keys of the files found so far, by any path. */
  const known = new Set<string>();
  const add = (file: string, path: string, named: boolean): void => {
    const key = pathKey(file);
    if (known.has(key)) return;
    known.add(key);
    files.push({ path, key, named });
  };

  const searchFolder = (folder: string, shown: string, argument: string): void => {
    let entries: Dirent[];
    try {
      const key = pathKey(folder);
      if (visited.has(key)) return;
      visited.add(key);
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ path: shown || '.', message: describeError(error) });
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith(lockPrefix)) continue;
      const path = join(folder, entry.name);
      const shownPath = shown === '' ? entry.name : `${shown.replace(/\/$/, '')}/${entry.name}`;
      const kind = kindOf(entry, path);
      const isWanted = kind === 'folder' ? !skippedFolders.has(entry.name) : wanted(entry.name);
      if (!isWanted || kind === 'other') continue;
      if (entry.isSymbolicLink() && !isLinkInProject(folder, entry.name, argument))
        leadingOut.push(shownPath);
      else if (kind === 'folder') searchFolder(path, shownPath, argument);
      else add(path, shownPath, false);
    }
  };

  for (const argument of args.length === 0 ? ['.'] : args) {
    const shown = args.length === 0 ? '' : withSlashes(argument);
    try {
      if (statSync(argument).isDirectory()) searchFolder(argument, shown, argument);
      else add(argument, shown, true);
    } catch (error) {
      unreadable.push({ path: shown, message: describeError(error) });
    }
  }
  if (leadingOut.length > 0) output.message(visibleLine(`rulewright: ${describeLinks(leadingOut)}`));
  return { files, unreadable };
}

function describeLinks([first, ...others]: readonly string[]): string {
  if (others.length === 0) return `1 link leads outside the project and was not followed: ${first}`;
  return `${others.length + 1} links lead outside the project and were not followed; the first is ${first}`;
}

/** Returns whether a link in a folder leads into the same project, or at least into the searched argument. */
function isLinkInProject(folder: string, name: string, argument: string): boolean {
  return staysInProject(join(realPath(folder), name), join(folder, name), realPath(argument));
}

/**
 * Returns the kind of a folder entry. Pipes, sockets and devices are ignored; a broken link is reported as
 * unreadable.
 */
function kindOf(entry: Dirent, path: string): 'folder' | 'file' | 'other' {
  let found: Pick<Dirent, 'isDirectory' | 'isFile'> = entry;
  if (entry.isSymbolicLink()) {
    try {
      found = statSync(path);
    } catch {
      return 'file';
    }
  }
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}
