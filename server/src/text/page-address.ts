import type { ProblemCode } from './problem.js';

/**
 * The address of the repository on the web, such as `https://github.com/owner/name`. Empty while it has none: findings have no
 * `url` then, the editor opens the pages that are installed with the language server, and packages contain their pictures.
 */
export const repositoryAddress: string = '';

/** Returns the address of the page of a code; undefined while the repository is not on the web. */
export function pageUrl(code: ProblemCode, address = repositoryAddress): string | undefined {
  return address === '' ? undefined : `${address}/blob/main/docs/lints/${code}.md`;
}
