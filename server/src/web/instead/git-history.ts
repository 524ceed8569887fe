/** `files/git-history.ts` of the bundle for browsers, where there is no Git: no file was ever committed. */
export function committedText(): undefined {
  return undefined;
}
