import { fileURLToPath } from 'node:url';
import { withSlashes } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';

/**
 * Returns a file's URI exactly as VS Code writes it, because its extensions compare URIs as strings:
 * `file:///c%3A/rules/R%26D.toml`, `file://server/share/a.toml`. Other clients read this form, too.
 */
export function uriOf(path: string): string {
  const slashed = withSlashes(path).replace(/\p{Surrogate}/gu, '\ufffd');
  // On Windows: `C:/…`, or `//server/share/…`.
  const server = process.platform === 'win32' ? /^\/\/([^/]*)/.exec(slashed)?.[1] : undefined;
  const rooted = slashed.startsWith('/')
    ? slashed.slice(server === undefined ? 0 : server.length + 2)
    : `/${slashed}`;
  const local = rooted.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  return `file://${encode((server ?? '').toLowerCase())}${local.split('/').map(encode).join('/')}`;
}

/** Encodes a name as VS Code does, which encodes more characters than `encodeURIComponent`. */
function encode(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Returns the path of a `file:` URI in any spelling, else undefined. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns a document's key: clients spell the URI of one file in different ways. */
export function keyOfUri(uri: string): string {
  const path = pathOfUri(uri);
  return path === undefined ? uri : pathKey(path);
}
