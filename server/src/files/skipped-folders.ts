/** Folders that contain no files of the user, but those of programs: they are not searched. */
export const skippedFolders: ReadonlySet<string> = new Set([
  '.rulewright',
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '__pycache__',
  '.venv',
]);
