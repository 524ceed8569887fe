import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Returns a file's path from the current folder, without `./`: the form that services use for the files of a
 * repository. A path that leads out of the folder is unchanged.
 */
export function pathInFolder(path: string): string {
  const inside = relative('', path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside.replaceAll(sep, '/');
}

/** Does the same as a URI: relative inside the current folder, else with its scheme. */
export function uriInFolder(path: string): string {
  const inside = pathInFolder(path);
  return isAbsolute(inside)
    ? pathToFileURL(inside).href
    : inside.split('/').map(encodeURIComponent).join('/');
}
