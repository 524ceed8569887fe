import { relative, sep } from 'node:path';
import { GitError, openWorkTree } from './git.js';
import { pathKey } from './path-key.js';

/** A commit that changed a file. */
export interface FileCommit {
  /** Formatted as `2026-01-31`. */
  readonly date: string;
  /** The first line of its message. */
  readonly summary: string;
}

/** Limit of commits to read, newest first. */
const mostCommits = 20_000;

/**
 * Returns a function that returns the commits which changed a file below a folder, by path and newest first;
 * empty if git cannot determine them. Git runs once for the folder.
 */
export function readGitLog(folder: string): (path: string) => readonly FileCommit[] {
  const commits = new Map<string, FileCommit[]>();
  let root: string;
  try {
    const tree = openWorkTree(folder);
    root = pathKey(tree.folder);
    const below = relative(root, pathKey(folder)).split(sep).join('/');
    const log = [
      '-c',
      'core.quotePath=false',
      'log',
      '--format=%x01%cs%x09%s',
      '--name-only',
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
    ];
    const printed = tree
      .ask([
        ...log,
        `--max-count=${mostCommits}`,
        '--end-of-options',
        'HEAD',
        '--',
        `:(literal)${below === '' ? '.' : below}`,
      ])
      .toString('utf8');
    for (const entry of printed.split('\u0001').slice(1)) {
      const [head = '', ...names] = entry.split('\n');
      const [date = '', summary = ''] = splitOnce(head, '\t');
      for (const name of names) {
        if (name === '') continue;
        const known = commits.get(name);
        if (known) known.push({ date, summary });
        else commits.set(name, [{ date, summary }]);
      }
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return () => [];
  }
  return (path) => commits.get(relative(root, pathKey(path)).split(sep).join('/')) ?? [];
}

function splitOnce(text: string, sign: string): readonly [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
