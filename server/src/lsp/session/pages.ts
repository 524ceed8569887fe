import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pageUrl } from '../../text/page-address.js';
import type { ProblemCode } from '../../text/problem.js';
import { uriOf } from './uris.js';

/** Returns the URI to open for a code, or undefined if there is no page. */
export type FindPage = (code: ProblemCode) => string | undefined;

/**
 * Returns a function that finds pages, on the web or else installed with the server. The extension and the
 * npm package both have them beside this bundle.
 */
export function pageFinder(): FindPage {
  const folder = join(__dirname, '../../docs/lints');
  const installed = existsSync(join(folder, 'README.md'));
  return (code) => pageUrl(code) ?? (installed ? uriOf(join(folder, `${code}.md`)) : undefined);
}
