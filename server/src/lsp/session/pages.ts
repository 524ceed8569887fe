import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pageUrl } from '../../text/page-address.js';
import type { ProblemCode } from '../../text/problem.js';
import { uriOf } from './uris.js';

/** Folder of the pages beside this bundle: the extension and the npm package both have it. */
const folder = join(__dirname, '../../docs/lints');
let installed: boolean | undefined;

/**
 * Returns what the editor opens for a code: the page on the web, else the one that is installed with the server; undefined
 * where there is neither.
 */
export function pageHref(code: ProblemCode): string | undefined {
  const url = pageUrl(code);
  if (url !== undefined) return url;
  installed ??= existsSync(join(folder, 'README.md'));
  return installed ? uriOf(join(folder, `${code}.md`)) : undefined;
}
