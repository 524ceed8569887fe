/** Folders with files of programs instead of the user, which are not searched. */
export const skippedFolders: ReadonlySet<string> = new Set([
  '.rulewright',
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '__pycache__',
  '.venv',
]);
