import type { ProblemCode } from './problem.js';

/**
 * Where the pages of `docs/lints` are on the web, with a slash at the end. Empty while the repository has no public address:
 * findings have no `url` then, and the editor opens the pages that are installed with the language server.
 */
export const pagesAddress: string = '';

/** Returns the address of the page of a code; undefined while the pages are not on the web. */
export function pageUrl(code: ProblemCode, address = pagesAddress): string | undefined {
  return address === '' ? undefined : `${address}${code}.md`;
}
