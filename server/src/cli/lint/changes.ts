import { statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { GitError, openWorkTree, type WorkTree } from '../../files/git.js';
import { pathKey } from '../../files/path-key.js';
import { UsageError } from '../options.js';

/** Changes since a commit, according to git. */
export interface Changes {
  /** Number of changed or new files of any kind. */
  readonly count: number;
  /** Returns whether a file is changed or new. */
  has(path: string): boolean;
  /** Returns the earlier text of a changed file, or undefined for a new one. */
  before(path: string): string | undefined;
  /**
   * Returns the changed files that were rules, with their paths from the current folder (with `/`) and their
   * earlier text.
   */
  earlier(): readonly EarlierFile[];
  /** Returns removed rules: their paths from the current folder (with `/`) and their text. */
  removed(): readonly EarlierFile[];
}

/** A file as it is in a commit. */
export interface EarlierFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Returns the changes in a folder's work tree since it branched from `ref`, including uncommitted ones.
 * Throws {@link UsageError} if the repository or the commit does not exist.
 *
 * @param option the option that requires the changes, for messages.
 */
export function changesSince(ref: string, folder: string, option = '--changed-since'): Changes {
  return asUsageError(folder, option, () => {
    const tree = openWorkTree(folder);
    const base = baseOf(tree, ref);
    const names = changedNames(tree, base);
    const known = new Map(names.map((name) => [pathKey(join(tree.folder, name)), name]));
    let earlier: ReadonlyMap<string, string> | undefined;
    const texts = (): ReadonlyMap<string, string> => {
      earlier ??= asUsageError(folder, option, () => readBlobs(tree, base, names));
      return earlier;
    };
    const filesOf = (blobs: ReadonlyMap<string, string>): EarlierFile[] =>
      [...blobs].map(([name, text]) => ({
        path: relative(process.cwd(), join(tree.folder, name)).split(sep).join('/'),
        text,
      }));
    return {
      count: names.length,
      has: (path) => known.has(pathKey(path)),
      before(path) {
        const name = known.get(pathKey(path));
        if (name === undefined) return undefined;
        return texts().get(name);
      },
      earlier: () => filesOf(texts()),
      removed: () =>
        asUsageError(folder, option, () => filesOf(readBlobs(tree, base, removedNames(tree, base)))),
    };
  });
}

function asUsageError<Result>(folder: string, option: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof GitError ? usageError(error, folder, option) : error;
  }
}

function usageError({ kind, message, help }: GitError, folder: string, option: string): UsageError {
  switch (kind) {
    case 'no-git':
      return new UsageError(`${option} needs git, which is not installed`);
    case 'no-repository':
      return new UsageError(`${option} needs a git repository, but ${resolve(folder)} is not in one`);
    default:
      return new UsageError(message, help);
  }
}

function baseOf(tree: WorkTree, ref: string): string {
  // Git would parse `--all` and the like as options.
  if (ref.startsWith('-')) throw new UsageError(`"${ref}" is not a commit`);
  try {
    const commit = line(tree.ask(['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]));
    return line(tree.ask(['merge-base', '--end-of-options', commit, 'HEAD']));
  } catch (error) {
    if (!(error instanceof GitError) || error.kind !== 'failed') throw error;
    throw new UsageError(
      `no common ancestor with "${ref}"`,
      'fetch its history first, or pass another commit',
    );
  }
}

const line = (output: Buffer): string => output.toString('utf8').trim();

const diffOptions = [
  '--name-only',
  '-z',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=all',
];

const listed = (output: Buffer): string[] => output.toString('utf8').split('\0').filter(Boolean);

/** Returns the files that a commit has and the work tree does not, as paths from the top of the work tree. */
function removedNames(tree: WorkTree, base: string): string[] {
  return listed(tree.ask(['diff', ...diffOptions, '--diff-filter=D', '--end-of-options', base, '--']));
}

/**
 * Returns the files that differ from a commit and the untracked files, as paths from the top of the work
 * tree.
 */
function changedNames(tree: WorkTree, base: string): string[] {
  return [
    ...listed(tree.ask(['diff', ...diffOptions, '--diff-filter=d', '--end-of-options', base, '--'])),
    ...listed(tree.ask(['ls-files', '--others', '--exclude-standard', '-z'])),
  ];
}

/**
 * Reads the committed contents of rules in one call. The map has no entry for files that the commit does not
 * have.
 */
function readBlobs(tree: WorkTree, base: string, names: readonly string[]): Map<string, string> {
  const rules = names.filter((name) => /\.toml$/i.test(name) && !name.includes('\n'));
  const output = tree.ask(['cat-file', '--batch'], rules.map((name) => `${base}:${name}\n`).join(''));
  const blobs = new Map<string, string>();
  let offset = 0;
  for (const name of rules) {
    const headerEnd = output.indexOf('\n', offset);
    if (headerEnd < 0) break;
    const header = output.toString('utf8', offset, headerEnd);
    offset = headerEnd + 1;
    const size = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header);
    // A missing file is a single line without contents.
    if (!size) continue;
    const end = offset + Number(size[2]);
    if (size[1] === 'blob') blobs.set(name, output.toString('utf8', offset, end));
    offset = end + 1;
  }
  return blobs;
}

/** Returns the changes since a checkout's main branch, or undefined if git cannot determine them. */
export function changesSinceMain(folder: string): Changes | undefined {
  try {
    return changesSince('origin/main', folder);
  } catch {
    return undefined;
  }
}

/** Returns the folder itself, or the folder of a file. */
export function folderOf(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    return '.';
  }
}
