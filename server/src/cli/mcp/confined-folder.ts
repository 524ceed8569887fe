import { lstatSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describeError, isSystemError } from '../../files/describe-error.js';
import { isTomlFile } from '../../files/file-names.js';
import { pathBelow } from '../../files/path-below.js';
import { pathKey, realPath } from '../../files/path-key.js';
import { discover } from '../discover.js';
import { Refusal } from './refusal.js';

/** A folder that tools are confined to: no path leads out of it, even through links. */
export interface ConfinedFolder {
  /** The folder itself, with links resolved. */
  readonly folder: string;
  /**
   * Returns the real path of an existing regular file. Throws a {@link Refusal} for any other file, and for
   * one outside the folder.
   */
  file(path: string): string;
  /** Returns the real path of a new file, whose parent must exist in the folder. Throws a {@link Refusal}. */
  newFile(path: string): string;
  /** Returns a file's path from the folder, for display. */
  shown(file: string): string;
  /**
   * Returns the real paths of all TOML files below a path, in alphabetical order. Throws a {@link Refusal}
   * for a path outside the folder.
   */
  tomlFiles(path: string): readonly string[];
}

/** Confines paths to an existing folder. */
export function confineTo(root: string): ConfinedFolder {
  const folder = realPath(resolve(root));
  const key = pathKey(folder);
  const inside = (path: string): string => {
    if (path.includes('\0')) throw new Refusal('a path cannot contain null characters');
    const full = resolve(folder, path);
    let real: string;
    try {
      // Throws if a link is broken.
      statSync(full);
      real = realPath(full);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // Do not look at paths outside the folder: not even their existence is disclosed.
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
      if (lstatSync(place, { throwIfNoEntry: false })) throw new Refusal(`${path} already exists`);
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
