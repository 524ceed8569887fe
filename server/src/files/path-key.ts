import { existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';

/**
 * Returns a file's key, which is equal for all paths that the system resolves to the same file: the real
 * path, or for a missing file the real path of the nearest existing folder, and the rest.
 *
 * Windows ignores letter case, and macOS does on most volumes, which is determined per volume: two files of a
 * case-sensitive volume must not count as one. macOS also finds a name in any Unicode normal form. Linux
 * compares bytes.
 *
 * A key is only for comparison; do not read or show it as a path. Only the letter case of volumes is cached,
 * as links can change: callers that need a key often keep it.
 */
export function pathKey(path: string): string {
  if (process.platform === 'win32') return realPath(withoutPrefix(path)).toLowerCase();
  if (process.platform !== 'darwin') return realPath(path);
  const { folder, rest } = splitExisting(path);
  const key = join(folder, rest).normalize('NFC');
  return ignoresCase(rest === '' ? dirname(folder) : folder) ? key.toLowerCase() : key;
}

/**
 * Returns the path of a file with links resolved, in the disk's spelling on systems that ignore letter case.
 * For a missing file only the existing folders are spelled that way.
 */
export function realPath(path: string): string {
  const { folder, rest } = splitExisting(path);
  return rest === '' ? folder : join(folder, rest);
}

/**
 * Returns the nearest existing folder at or above a path, or the file itself, as an absolute path in its
 * given spelling.
 */
export function nearestExisting(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return absolute;
  const { rest } = splitExisting(absolute);
  return rest === '' ? absolute : resolve(absolute.slice(0, absolute.length - rest.length));
}

interface SplitPath {
  /** The real path of the nearest existing folder, or of the file. */
  readonly folder: string;
  /** The missing end of the path, as given. */
  readonly rest: string;
}

function splitExisting(path: string): SplitPath {
  const whole = realPathOfExisting(path);
  if (whole !== undefined) return { folder: whole, rest: '' };
  const absolute = resolve(path);
  const parent = dirname(absolute);
  const above = realPathOfExisting(parent);
  return above === undefined ? searchExisting(parent, absolute) : splitAt(absolute, parent, above);
}

function splitAt(absolute: string, folder: string, real: string): SplitPath {
  const rest = absolute.slice(folder.length);
  return { folder: real, rest: rest.startsWith(sep) ? rest.slice(1) : rest };
}

/** Searches between the root and a missing folder: everything below a missing folder is missing, too. */
function searchExisting(missing: string, absolute: string): SplitPath {
  const { root } = parse(absolute);
  const ends: number[] = [];
  for (let end = missing.indexOf(sep, root.length); end >= 0; end = missing.indexOf(sep, end + 1))
    ends.push(end);
  let found: SplitPath = splitAt(absolute, root, realPathOfExisting(root) ?? root);
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const folder = absolute.slice(0, ends[middle]);
    const real = realPathOfExisting(folder);
    if (real === undefined) {
      high = middle;
      continue;
    }
    found = splitAt(absolute, folder, real);
    low = middle + 1;
  }
  return found;
}

/** Returns the path in the disk's spelling. Some Windows drives do not support this. */
function realPathOfExisting(path: string): string | undefined {
  try {
    return withoutPrefix(realpathSync.native(path === '' ? '.' : path));
  } catch {
    return process.platform === 'win32' ? realPathByNode(path) : undefined;
  }
}

function realPathByNode(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Removes Windows's prefix of long paths: `\\?\C:\rules` is `C:\rules`, and `\\?\UNC\server\share` is
 * `\\server\share`.
 */
function withoutPrefix(path: string): string {
  if (process.platform !== 'win32') return path;
  return path.replace(/^[\\/]{2}\?[\\/](?:UNC(?=[\\/])|(?=[a-z]:))/i, (prefix) =>
    prefix.length > 4 ? '\\' : '',
  );
}

const caseIgnoredIn = new Map<string, boolean>();

/** Returns whether a folder's volume also finds the folder by its name in another letter case. */
function ignoresCase(folder: string): boolean {
  let ignored = caseIgnoredIn.get(folder);
  if (ignored === undefined) {
    ignored = isFoundInOtherCase(folder);
    caseIgnoredIn.set(folder, ignored);
  }
  return ignored;
}

function isFoundInOtherCase(folder: string): boolean {
  const above = dirname(folder);
  if (above === folder) return false;
  const name = basename(folder);
  const other = name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
  if (other === name) return ignoresCase(above);
  const [found, same] = [statusOf(join(above, other)), statusOf(folder)];
  // A missing folder does not show how its volume behaves.
  if (!same) return ignoresCase(above);
  return found !== undefined && found.ino === same.ino && found.dev === same.dev;
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
