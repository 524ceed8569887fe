/**
 * Replaces `node:path` in the bundles for browsers: the functions that the server uses, as Node.js defines
 * them for POSIX. The current folder is the root.
 */

export const sep = '/';
export const delimiter = ':';

/** Joins the parts of a path, and resolves `.` and `..`. */
export function normalize(path: string): string {
  if (path === '') return '.';
  const parts = normalParts(path, isAbsolute(path)).join('/');
  const end = path.endsWith('/') && parts !== '' ? '/' : '';
  if (isAbsolute(path)) return `/${parts}${end}`;
  return parts === '' ? (path.endsWith('/') ? './' : '.') : `${parts}${end}`;
}

function normalParts(path: string, fromRoot: boolean): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!fromRoot) parts.push(part);
  }
  return parts;
}

export function join(...paths: string[]): string {
  return normalize(paths.filter((path) => path !== '').join('/'));
}

export function resolve(...paths: string[]): string {
  let resolved = '';
  for (let index = paths.length - 1; index >= 0 && !isAbsolute(resolved); index--)
    if (paths[index] !== '') resolved = resolved === '' ? paths[index]! : `${paths[index]}/${resolved}`;
  return `/${normalParts(resolved, true).join('/')}`;
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

export function dirname(path: string): string {
  const end = withoutEndingSlashes(path).lastIndexOf('/');
  if (end < 0) return isAbsolute(path) ? '/' : '.';
  if (end === 1 && isAbsolute(path)) return '//';
  return path.slice(0, end) || '/';
}

export function basename(path: string, ending = ''): string {
  const trimmed = withoutEndingSlashes(path);
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  return name !== ending && name.endsWith(ending) ? name.slice(0, name.length - ending.length) : name;
}

export function relative(from: string, to: string): string {
  const [start, end] = [resolve(from), resolve(to)].map((path) =>
    path.split('/').filter((part) => part !== ''),
  );
  let shared = 0;
  while (shared < start!.length && shared < end!.length && start![shared] === end![shared]) shared++;
  return [...start!.slice(shared).map(() => '..'), ...end!.slice(shared)].join('/');
}

/** Returns only the root: no caller uses anything else. */
export function parse(path: string): { readonly root: string } {
  return { root: isAbsolute(path) ? '/' : '' };
}

function withoutEndingSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

export default { basename, delimiter, dirname, isAbsolute, join, normalize, parse, relative, resolve, sep };
