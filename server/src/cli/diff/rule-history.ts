import { join, relative, resolve, sep } from 'node:path';
import { GitError, openWorkTree } from '../../files/git.js';
import { pathKey } from '../../files/path-key.js';
import { folderOf } from '../lint/changes.js';

/** A committed text of a file. */
export interface CommittedText {
  readonly commit: string;
  readonly text: string;
}

/** Older versions are not looked at. */
const mostVersions = 200;

/** The committed texts of a file, the newest first; none where git does not say. */
export function historyOf(path: string): readonly CommittedText[] {
  try {
    const tree = openWorkTree(folderOf(path));
    const name = relative(pathKey(tree.folder), pathKey(resolve(path)))
      .split(sep)
      .join('/');
    if (name.startsWith('..') || name.includes('\n')) return [];
    const log = ['log', '--format=%H', `--max-count=${mostVersions}`, '--no-textconv', '--no-ext-diff'];
    const commits = tree
      .ask([...log, '--end-of-options', 'HEAD', '--', `:(literal)${name}`])
      .toString('utf8')
      .split('\n')
      .filter(Boolean);
    return commits.flatMap((commit) => {
      const text = blobText(tree.ask(['cat-file', '--batch'], `${commit}:${name}\n`));
      return text === undefined ? [] : [{ commit, text }];
    });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return [];
  }
}

/** What `git cat-file --batch` prints of one file; undefined where the commit does not have it. */
function blobText(output: Buffer): string | undefined {
  const end = output.indexOf('\n');
  const size = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('utf8', 0, Math.max(0, end)))?.[1];
  return size === undefined ? undefined : output.toString('utf8', end + 1, end + 1 + Number(size));
}

/** A version of a file for people: `3f2a1b9 of rules/x.toml`. */
export function versionName(commit: string, path: string): string {
  return `${commit.slice(0, 12)} of ${join(path).split(sep).join('/')}`;
}
