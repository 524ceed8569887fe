import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { pathBelow } from './path-below.js';
import { nearestExisting, pathKey, realPath } from './path-key.js';

const configurationNames = ['.rulewright.yaml', '.rulewright.yml'];

/**
 * Returns the folder of the project that a file belongs to: the nearest folder above the file that is a
 * repository or has the configuration, else the current folder if it contains the file, else `otherwise`,
 * which defaults to the file's folder.
 *
 * A link inside a project can be untrusted, so the project that contains the link counts, not the one that it
 * leads to. Links above all projects are the user's own, and are followed.
 */
export function projectFolderOf(path: string, otherwise?: string): string {
  const own = dirname(resolve(path));
  return markedFolder(own) ?? unmarkedFolder(own, otherwise);
}

/**
 * Returns whether a file that a path leads to through links is in the path's project. A clone can contain
 * links to its user's files.
 */
export function staysInProject(path: string, file: string, otherwise?: string): boolean {
  return pathBelow(pathKey(projectFolderOf(path, otherwise)), pathKey(file)) !== undefined;
}

/** Returns the nearest folder with a marker, for a folder that links can lead to. */
function markedFolder(folder: string): string | undefined {
  const existing = nearestExisting(folder);
  if (realPath(existing) === existing) return nearestMarked(existing);
  const { root } = parse(existing);
  let current = root;
  for (const name of existing.slice(root.length).split(sep)) {
    const next = join(current, name);
    if (!isLink(next)) {
      current = next;
      continue;
    }
    const project = nearestMarked(current);
    if (project !== undefined) return project;
    current = realPath(next);
  }
  return nearestMarked(current);
}

function nearestMarked(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isMarked(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * Returns whether a folder is marked as a project. A linked configuration does not count: several folders of
 * one project can share it.
 */
function isMarked(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return configurationNames.some((name) => {
    const path = join(folder, name);
    return existsSync(path) && !isLink(path);
  });
}

function unmarkedFolder(own: string, otherwise = own): string {
  const current = resolve();
  // The root of the disk is the current folder of many containers, and not a project.
  const isRoot = dirname(current) === current;
  return isRoot || pathBelow(pathKey(current), pathKey(own)) === undefined ? otherwise : current;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
