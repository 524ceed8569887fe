/** Why git failed, for code. */
export type GitFailure = 'not-trusted' | 'no-repository' | 'failed';

/** Reads what git prints in English when it fails, which ends with 128 for everything. Only this file reads its messages. */
export function readGitFailure(message: string): GitFailure {
  if (/dubious ownership|safe\.directory/.test(message)) return 'not-trusted';
  if (/not a git repository|must be run in a work tree|safe\.bareRepository/.test(message))
    return 'no-repository';
  return 'failed';
}
