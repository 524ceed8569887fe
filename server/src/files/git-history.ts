import { dirname, relative, resolve, sep } from 'node:path';
import { GitError, openWorkTree, type WorkTree } from './git.js';
import { pathKey } from './path-key.js';

/** A committed text of a file. */
export interface CommittedText {
  readonly commit: string;
  readonly text: string;
}

/** Limit of versions to read, newest first. */
const mostVersions = 200;

/** Returns the committed texts of a file, newest first; empty if git cannot determine them. */
export function historyOf(path: string): readonly CommittedText[] {
  return asked(path, [], (tree, name) => {
    const log = ['log', '--format=%H', `--max-count=${mostVersions}`, '--no-textconv', '--no-ext-diff'];
    const commits = tree
      .ask([...log, '--end-of-options', 'HEAD', '--', `:(literal)${name}`])
      .toString('utf8')
      .split('\n')
      .filter(Boolean);
    return commits.flatMap((commit) => {
      const text = textAt(tree, commit, name);
      return text === undefined ? [] : [{ commit, text }];
    });
  });
}

/**
 * Returns the text of a file in the last commit, or undefined if it is not in it or git cannot determine it.
 */
export function committedText(path: string): string | undefined {
  return asked(path, undefined, (tree, name) => textAt(tree, 'HEAD', name));
}

/** Queries a file's work tree with the name that git uses for it. */
function asked<Answer>(
  path: string,
  otherwise: Answer,
  ask: (tree: WorkTree, name: string) => Answer,
): Answer {
  try {
    const tree = openWorkTree(dirname(resolve(path)));
    const name = relative(pathKey(tree.folder), pathKey(resolve(path)))
      .split(sep)
      .join('/');
    return name.startsWith('..') || name.includes('\n') ? otherwise : ask(tree, name);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return otherwise;
  }
}

/** Returns what `git cat-file --batch` prints for one file, or undefined if the commit does not have it. */
function textAt(tree: WorkTree, commit: string, name: string): string | undefined {
  const output = tree.ask(['cat-file', '--batch'], `${commit}:${name}\n`);
  const end = output.indexOf('\n');
  const size = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('utf8', 0, Math.max(0, end)))?.[1];
  return size === undefined ? undefined : output.toString('utf8', end + 1, end + 1 + Number(size));
}
