import type { ProblemCode } from './problem.js';

/**
 * The web address of the repository, such as `https://github.com/owner/name`. If it is empty, findings have
 * no `url`, the editor opens the pages that are installed with the language server, and packages contain
 * their pictures.
 */
export const repositoryAddress: string = '';

/** Returns the address of a code's page, or undefined if the repository is not on the web. */
export function pageUrl(code: ProblemCode, address = repositoryAddress): string | undefined {
  return address === '' ? undefined : `${address}/blob/main/docs/lints/${code}.md`;
}
