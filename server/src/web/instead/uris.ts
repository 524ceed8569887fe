/**
 * Replaces `lsp/session/uris.ts` in the bundle for browsers: files of all the editor's file systems have a
 * path, which starts with the scheme and the authority: `vscode-vfs://github/a/b.toml` is
 * `/vscode-vfs/@github/a/b.toml`.
 */
import { normalize } from '../node/path.js';

const hierarchical = /^([a-z][a-z\d+.-]*):(?:\/\/([^/?#]*))?(\/[^?#]*)(?:#.*)?$/i;
const rooted = /^\/([^/]+)\/@([^/]*)(\/.*)?$/s;

/** Schemes of documents that are not files, although their URIs have paths. */
const otherSchemes = new Set(['untitled', 'output', 'vscode-notebook-cell', 'http', 'https']);

/** Returns the path of a URI that has one and no query, else undefined. */
export function pathOfUri(uri: string): string | undefined {
  const [, scheme, authority = '', path] = hierarchical.exec(uri) ?? [];
  if (scheme === undefined || path === undefined) return undefined;
  if (otherSchemes.has(scheme.toLowerCase())) return undefined;
  try {
    const decoded = decodeURIComponent(path);
    if (decoded.includes('\0')) return undefined;
    const inside = normalize(decoded).replace(/(?<=.)\/$/, '');
    const folder = `/${scheme.toLowerCase()}/@${decodeURIComponent(authority).replaceAll('/', '%2F')}`;
    return inside === '/' ? folder : folder + inside;
  } catch {
    return undefined;
  }
}

/** Returns the URI of a path from {@link pathOfUri}, or one below it, exactly as VS Code writes it. */
export function uriOf(path: string): string {
  const [, scheme, authority, inside] = rooted.exec(path) ?? [];
  if (scheme === undefined || authority === undefined)
    return `file://${path.split('/').map(encode).join('/')}`;
  const written = authority.replaceAll('%2F', '/');
  const host = written === '' && scheme !== 'file' ? '' : `//${encodeAuthority(written)}`;
  return `${scheme}:${host}${(inside ?? '/').split('/').map(encode).join('/')}`;
}

/** Returns a document's key. There are no links, and letter case matters. */
export function keyOfUri(uri: string): string {
  return pathOfUri(uri) ?? uri;
}

/** Encodes a name as VS Code does, which encodes more characters than `encodeURIComponent`. */
function encode(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Encodes an authority as VS Code does, which keeps the colon before a port. */
function encodeAuthority(authority: string): string {
  const lower = authority.toLowerCase();
  const port = lower.lastIndexOf(':');
  return port < 0 ? encode(lower) : encode(lower.slice(0, port)) + lower.slice(port);
}
