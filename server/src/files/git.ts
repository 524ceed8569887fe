import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findProgram } from './find-program.js';
import { readGitFailure } from './git-messages.js';

/** A failed git call. `kind` is for code; the message and `help` are for people. */
export class GitError extends Error {
  constructor(
    readonly kind: 'no-git' | 'no-repository' | 'not-trusted' | 'failed',
    message: string,
    readonly help?: string,
    /** Git's exit code, if it exited by itself. */
    readonly status?: number,
  ) {
    super(message);
  }
}

/** A work tree that git can query. The repository may be untrusted: no call runs a command that it names. */
export interface WorkTree {
  /** The folder that contains `.git`, as this program spells it. */
  readonly folder: string;
  /** Returns git's output; `input` becomes its standard input. Throws {@link GitError}. */
  ask(args: readonly string[], input?: string): Buffer;
}

const largestOutput = 256 * 1024 * 1024;
/** Milliseconds; settings can include a pipe that never ends. */
const longestCall = 60_000;

/**
 * Settings that disable those of a repository that make git run a command or open a connection. A folder in a
 * clone can be a bare repository with its own settings: `safe.bareRepository` makes git skip it.
 */
const safeSettings = [
  'safe.bareRepository=explicit',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'protocol.allow=never',
  'submodule.recurse=false',
  // Otherwise git would write the index, which a `.git` file can place anywhere.
  'diff.autoRefreshIndex=false',
];

/** The user's settings for all repositories. */
const keptVariable = /^GIT_CONFIG_(?:COUNT|GLOBAL|SYSTEM|NOSYSTEM|KEY_\d+|VALUE_\d+)$/i;

type Setting = readonly [key: string, value: string];

/**
 * Returns the environment without variables that control git, such as those it sets for hooks. Settings whose
 * names come from the repository are passed here, because `-c` ends a name at its first `=`.
 */
function environment(folder: string, settings: readonly Setting[]): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^GIT_/i.test(name) || keptVariable.test(name),
  );
  // The user's settings, such as trusted folders, come first, so that ours override them.
  const given = Number.parseInt(process.env.GIT_CONFIG_COUNT ?? '', 10) || 0;
  const numbered = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${given + index}`, key],
    [`GIT_CONFIG_VALUE_${given + index}`, value],
  ]);
  return {
    ...Object.fromEntries(entries),
    ...Object.fromEntries(numbered),
    GIT_CONFIG_COUNT: String(given + settings.length),
    LC_ALL: 'C',
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

/**
 * The oldest supported version of git. It skips a folder that looks like a bare repository from 2.38 on, and
 * reads settings from the environment from 2.31 on.
 */
const oldestGit = [2, 31] as const;

/**
 * Opens the work tree that contains a folder: the nearest parent folder that contains `.git`. Git does not
 * search for it, because it would accept a folder that only looks like a repository. Throws {@link GitError}.
 */
export function openWorkTree(start: string): WorkTree {
  const folder = workTreesAround(start)[0];
  if (folder === undefined)
    throw new GitError('no-repository', `${resolve(start)} is not in a git repository`);
  const program = findProgram('git', [...workTreesAround(folder), process.cwd()].filter(isWorkTreeOrBelow));
  if (program === undefined) throw new GitError('no-git', 'git is not installed');
  const options = ['--work-tree=.', ...safeSettings.flatMap((one) => ['-c', one])];
  let filters: readonly Setting[] = [];
  const ask = (args: readonly string[], input?: string): Buffer => {
    try {
      return execFileSync(program, [...options, ...args], {
        cwd: folder,
        env: environment(folder, filters),
        maxBuffer: largestOutput,
        timeout: longestCall,
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        ...(input === undefined ? {} : { input }),
        windowsHide: true,
      });
    } catch (error) {
      throw readFailure(error, folder);
    }
  };
  checkVersion(ask(['version']).toString('utf8'));
  filters = filterSettings(ask, folder);
  return { folder, ask };
}

function checkVersion(printed: string): void {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(printed) ?? [];
  const [least, leastMinor] = oldestGit;
  if (Number(major) > least || (Number(major) === least && Number(minor) >= leastMinor)) return;
  throw new GitError(
    'failed',
    `git ${major}.${minor} is too old to be used safely`,
    `install git ${oldestGit.join('.')} or later`,
  );
}

/** Returns a folder and its parents that contain `.git`, nearest first. */
function workTreesAround(start: string): string[] {
  const found: string[] = [];
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) found.push(folder);
    if (dirname(folder) === folder) return found;
  }
}

/**
 * Programs in a work tree are untrusted; a current folder such as `/` does not make programs below it
 * untrusted.
 */
function isWorkTreeOrBelow(folder: string): boolean {
  return workTreesAround(folder).length > 0;
}

const filterKey = /^(filter\..*)\.(?:clean|smudge|process|required)$/s;

/**
 * Returns settings that disable each filter by name: git runs filters to compare a file with its committed
 * version. If the names are not known for certain, git is not run at all.
 */
function filterSettings(ask: WorkTree['ask'], folder: string): Setting[] {
  const listed = listedFilters(ask);
  const text = listed.toString('utf8');
  if (!Buffer.from(text).equals(listed))
    throw new GitError(
      'not-trusted',
      `the configuration of the repository ${folder} has a filter whose name is not UTF-8, which cannot be disabled`,
      'remove the filter from .git/config',
    );
  const filters = new Set(text.split('\0').flatMap((key) => filterKey.exec(key)?.[1] ?? []));
  return [...filters].flatMap((filter): Setting[] => [
    [`${filter}.clean`, ''],
    [`${filter}.smudge`, ''],
    [`${filter}.process`, ''],
    [`${filter}.required`, 'false'],
  ]);
}

function listedFilters(ask: WorkTree['ask']): Buffer {
  try {
    return ask(['config', '--name-only', '-z', '--get-regexp', '^filter\\.']);
  } catch (error) {
    // Git exits with 1 if there are none.
    if (error instanceof GitError && error.status === 1) return Buffer.alloc(0);
    throw error;
  }
}

function readFailure(error: unknown, folder: string): GitError {
  const { code, stderr, status, signal } = error as {
    readonly code?: string;
    readonly stderr?: Buffer;
    readonly status?: number | null;
    readonly signal?: string | null;
  };
  if (code === 'ENOENT') return new GitError('no-git', 'git is not installed');
  if (code === 'ETIMEDOUT')
    return new GitError('failed', `git did not respond within ${longestCall / 1000} seconds`);
  if (code === 'ENOBUFS') return new GitError('failed', 'git printed more than can be read');
  const message = stderr?.toString('utf8').trim() ?? (error instanceof Error ? error.message : String(error));
  const failure = readGitFailure(message);
  if (failure === 'not-trusted')
    return new GitError(
      'not-trusted',
      `git does not read ${folder}, because the folder belongs to another user`,
      `if you trust it, run: git config --global --add safe.directory ${JSON.stringify(folder)}`,
    );
  if (failure === 'no-repository') return new GitError('no-repository', `${folder} is not a git repository`);
  const [line = ''] = message.split('\n');
  const ended = typeof status === 'number' && !signal ? status : undefined;
  return new GitError('failed', line === '' ? `git ended with ${ended ?? signal}` : line, undefined, ended);
}
