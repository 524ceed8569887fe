import { lstatSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { isTomlFile } from '../../files/file-names.js';
import { pathBelow } from '../../files/path-below.js';
import { pathKey, realPath } from '../../files/path-key.js';
import { discover } from '../discover.js';
import { Refusal } from './refusal.js';

/** A folder that tools work in: no path leads out of it, also not through links. */
export interface ConfinedFolder {
  /** The folder itself, without links. */
  readonly folder: string;
  /**
   * Returns the real path of a regular file that exists. Throws a {@link Refusal} for any other, and for one outside of the folder.
   */
  file(path: string): string;
  /** Returns the real path that a new file would have. Its folder must exist in the folder. Throws a {@link Refusal}. */
  newFile(path: string): string;
  /** Returns the path of a file to show, from the folder. */
  shown(file: string): string;
  /** Returns the real paths of all TOML files below a path, in alphabetical order. Throws a {@link Refusal} for what is outside. */
  tomlFiles(path: string): readonly string[];
}

/** Confines paths to a folder, which must exist. */
export function confineTo(root: string): ConfinedFolder {
  const folder = realPath(resolve(root));
  const key = pathKey(folder);
  const inside = (path: string): string => {
    if (path.includes('\0')) throw new Refusal('a path has no null characters');
    const full = resolve(folder, path);
    let real: string;
    try {
      // Throws where a link leads nowhere.
      statSync(full);
      real = realPath(full);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // What is outside is not looked at: not even whether it exists is told.
      throw new Refusal(
        pathBelow(folder, full) === undefined && full !== folder
          ? outside(path)
          : `${path}: ${describeError(error)}`,
      );
    }
    if (real !== folder && pathBelow(key, pathKey(real)) === undefined) throw new Refusal(outside(path));
    return real;
  };
  const file = (path: string): string => {
    const real = inside(path);
    if (!statSync(real).isFile()) throw new Refusal(`${path} is not a file`);
    return real;
  };
  return {
    folder,
    file,
    newFile(path) {
      const full = resolve(folder, path);
      const place = join(inside(dirname(full)), basename(full));
      if (lstatSync(place, { throwIfNoEntry: false })) throw new Refusal(`${path} exists already`);
      return place;
    },
    shown: (path) => pathBelow(folder, path) ?? '.',
    tomlFiles(path) {
      const real = inside(path);
      return discover([real], isTomlFile, { message: () => {} }).files.flatMap((found) => {
        try {
          return [file(found.path)];
        } catch (error) {
          if (error instanceof Refusal) return [];
          throw error;
        }
      });
    },
  };
}

function outside(path: string): string {
  return `${path} is outside the folder that this server works in`;
}
