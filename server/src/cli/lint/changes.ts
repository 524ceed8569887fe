import { execFileSync } from 'node:child_process';
import { join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../options.js';

/** What git says has changed since a commit. */
export interface Changes {
  /** Absolute paths of files that changed or are new. */
  readonly files: ReadonlySet<string>;
  /** The text of a changed file as it was; undefined for a new one. */
  before(path: string): string | undefined;
}

const largestOutput = 256 * 1024 * 1024;

/** What git tells a hook about the repository that it was started in, which need not be that of the rules. */
const hookVariables = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

function environment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !hookVariables.includes(name));
  return Object.fromEntries(entries);
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: largestOutput,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/**
 * The changes in the repository of a folder since it left `ref`, with those that are not committed. Throws
 * {@link UsageError} where there is no repository or no such commit.
 */
export function changesSince(ref: string, folder: string): Changes {
  let top: string;
  try {
    top = git(folder, 'rev-parse', '--show-toplevel').trim();
  } catch (error) {
    throw new UsageError(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? '--changed-since needs git, which is not installed'
        : `--changed-since needs a git repository, and ${resolve(folder)} lies in none`,
    );
  }
  if (ref.startsWith('-')) throw new UsageError(`"${ref}" is not the name of a commit`);
  let base: string;
  try {
    base = git(top, 'merge-base', ref, 'HEAD').trim();
  } catch {
    throw new UsageError(
      `git knows no commit "${ref}" that this branch comes from`,
      'fetch it first, or name another',
    );
  }
  const listed = (text: string): string[] => text.split('\0').filter(Boolean);
  const names = [
    ...listed(git(top, 'diff', '--name-only', '-z', '--no-renames', '--diff-filter=d', base)),
    ...listed(git(top, 'ls-files', '--others', '--exclude-standard', '-z')),
  ];
  return {
    files: new Set(names.map((name) => join(top, name))),
    before(path) {
      try {
        return git(top, 'show', `${base}:${relative(top, path).split(sep).join('/')}`);
      } catch {
        return undefined;
      }
    },
  };
}

/** The changes since the main branch of a checkout; undefined where git cannot say. */
export function changesSinceMain(folder: string): Changes | undefined {
  try {
    return changesSince('origin/main', folder);
  } catch {
    return undefined;
  }
}
