import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';

/**
 * Returns the absolute path of a program on `PATH`, or undefined. Skips entries that are relative or inside `untrusted`:
 * Windows searches the current folder first, so that a `git.exe` in a clone would run.
 */
export function findProgram(
  name: string,
  untrusted: string,
  { path = process.env.PATH ?? process.env.Path ?? '', platform = process.platform } = {},
): string | undefined {
  const file = platform === 'win32' ? `${name}.exe` : name;
  const excluded = realPath(untrusted);
  for (const entry of path.split(delimiter)) {
    const folder = entry.replace(/^"(.*)"$/, '$1');
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, file);
    if (!isProgram(candidate)) continue;
    if (!isInside(realPath(folder), excluded) && !isInside(realPath(candidate), excluded)) return candidate;
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function isInside(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}
