/** Why git failed, for code to inspect. */
export type GitFailure = 'not-trusted' | 'no-repository' | 'failed';

/**
 * Parses git's English error messages, because the exit code is always 128. Only this file parses its
 * messages.
 */
export function readGitFailure(message: string): GitFailure {
  if (/dubious ownership|safe\.directory/.test(message)) return 'not-trusted';
  if (/not a git repository|must be run in a work tree|safe\.bareRepository/.test(message))
    return 'no-repository';
  return 'failed';
}
