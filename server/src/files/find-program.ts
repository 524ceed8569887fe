import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { pathBelow } from './path-below.js';
import { pathKey } from './path-key.js';

/**
 * Returns the absolute path of a program on `PATH`, or undefined. Skips entries that are relative or inside
 * one of the `untrusted` folders: Windows searches the current folder first, so a `git.exe` in a clone would
 * run.
 */
export function findProgram(
  name: string,
  untrusted: readonly string[],
  { path = process.env.PATH ?? process.env.Path ?? '', platform = process.platform } = {},
): string | undefined {
  const file = platform === 'win32' ? `${name}.exe` : name;
  const excluded = [...new Set(untrusted)].map(pathKey);
  const isTrusted = (candidate: string): boolean =>
    excluded.every((folder) => folder !== candidate && pathBelow(folder, candidate) === undefined);
  for (const entry of path.split(delimiter)) {
    const folder = entry.replace(/^"(.*)"$/, '$1');
    const candidate = join(folder, file);
    if (
      isAbsolute(folder) &&
      isProgram(candidate) &&
      isTrusted(pathKey(folder)) &&
      isTrusted(pathKey(candidate))
    )
      return candidate;
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
