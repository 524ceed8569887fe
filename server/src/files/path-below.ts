import { isAbsolute, relative, sep } from 'node:path';

/**
 * Returns the path of a file from a folder that contains it at any depth, with `/`; undefined for the folder
 * itself and for files elsewhere. Compares paths as written; `pathKey` handles other spellings and links.
 */
export function pathBelow(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  // A name can start with two dots.
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return withSlashes(path);
}

/** Returns a system path with `/` between its names. On Linux and macOS `\` can be part of a name. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/**
 * Returns a pattern or path of a setting with `/`. Settings are shared between systems, so `\` separates
 * names, too.
 */
export function settingWithSlashes(written: string): string {
  return written.replaceAll('\\', '/').normalize('NFC');
}
