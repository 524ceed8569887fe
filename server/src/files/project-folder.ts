import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathBelow } from './path-below.js';
import { pathKey } from './path-key.js';

const markers = ['.git', '.rulewright.yaml', '.rulewright.yml'];

/**
 * Returns the folder of the project that a file belongs to: the nearest folder above the file that is a repository or has
 * the configuration, else the current folder when the file is below it, else the folder of the file. Links in the path are
 * not followed.
 */
export function projectFolderOf(path: string): string {
  const own = dirname(resolve(path));
  for (let folder = own; ; folder = dirname(folder)) {
    if (markers.some((name) => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder)
      return pathBelow(pathKey(''), pathKey(own)) === undefined ? own : resolve();
  }
}

/**
 * Whether a file, which a path leads to through links, is in the project of the path. A clone can contain links to files of
 * its user.
 */
export function staysInProject(path: string, file: string): boolean {
  return pathBelow(pathKey(projectFolderOf(path)), pathKey(file)) !== undefined;
}
