import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pageUrl } from '../../text/page-address.js';
import type { ProblemCode } from '../../text/problem.js';
import { uriOf } from './uris.js';

/** Returns what the editor opens for a code; undefined where there is no page. */
export type FindPage = (code: ProblemCode) => string | undefined;

/**
 * Returns what finds pages: those on the web, else those that are installed with the server. The extension and the npm
 * package both have them beside this bundle.
 */
export function pageFinder(): FindPage {
  const folder = join(__dirname, '../../docs/lints');
  const installed = existsSync(join(folder, 'README.md'));
  return (code) => pageUrl(code) ?? (installed ? uriOf(join(folder, `${code}.md`)) : undefined);
}
