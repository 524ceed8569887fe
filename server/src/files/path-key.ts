import { realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Returns what identifies a file: equal for all paths by which the system finds the same file. That is the real path, or
 * for a file that does not exist the real path of the nearest folder that does, and the rest.
 *
 * Windows ignores letter case, and macOS does on most volumes, which is asked of the volume: two files of a case-sensitive
 * volume must not count as one. macOS also finds a name in any normal form of Unicode. Linux compares bytes.
 *
 * A key is for comparing; a path to read or to show is not made of it. Nothing but the letter case of volumes is cached,
 * as links can change: callers that need a key often keep it.
 */
export function pathKey(path: string): string {
  if (process.platform === 'win32') return realPath(withoutPrefix(path)).toLowerCase();
  if (process.platform !== 'darwin') return realPath(path);
  const real = realPath(path);
  const key = real.normalize('NFC');
  return ignoresCase(dirname(real)) ? key.toLowerCase() : key;
}

/**
 * Returns the path of a file with links followed, and on systems that ignore letter case as the disk spells it. For a
 * file that does not exist only the folders that do are spelled that way.
 */
export function realPath(path: string): string {
  try {
    return realPathOfExisting(path);
  } catch {
    const absolute = resolve(path);
    const folder = dirname(absolute);
    return folder === absolute ? absolute : join(realPath(folder), basename(absolute));
  }
}

/** The system spells names as the disk does, but cannot be asked about some drives of Windows. */
function realPathOfExisting(path: string): string {
  try {
    return withoutPrefix(realpathSync.native(path));
  } catch {
    return realpathSync(path);
  }
}

/** The prefix of long paths of Windows: `\\?\C:\rules` is `C:\rules`, and `\\?\UNC\server\share` is `\\server\share`. */
function withoutPrefix(path: string): string {
  if (process.platform !== 'win32') return path;
  return path.replace(/^[\\/]{2}\?[\\/](?:UNC(?=[\\/])|(?=[a-z]:))/i, (prefix) =>
    prefix.length > 4 ? '\\' : '',
  );
}

const caseIgnoredIn = new Map<string, boolean>();

/** Whether the volume of a folder finds the folder by its name in other letters, too. */
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
  // A missing folder says nothing of its volume.
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
