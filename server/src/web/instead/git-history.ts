/**
 * Replaces `files/git-history.ts` in the bundle for browsers, where there is no Git: no file has a history.
 */
export function committedText(): undefined {
  return undefined;
}
