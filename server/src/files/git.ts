import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findProgram } from './find-program.js';

/** Why git did not answer. `kind` is for code; the message and `help` are for people. */
export class GitError extends Error {
  constructor(
    readonly kind: 'no-git' | 'no-repository' | 'not-trusted' | 'no-commit' | 'failed',
    message: string,
    readonly help?: string,
  ) {
    super(message);
  }
}

/** A work tree whose git can be asked. The repository may be a stranger's: no call runs a command that it names. */
export interface WorkTree {
  /** The folder that contains `.git`, as this program spells it. */
  readonly folder: string;
  /** Returns what git prints; `input` becomes its standard input. Throws {@link GitError}. */
  ask(args: readonly string[], input?: string): Buffer;
}

const largestOutput = 256 * 1024 * 1024;
/** Milliseconds; settings can include a pipe that never ends. */
const longestCall = 60_000;

/**
 * Settings of a repository that make git run a command or open a connection, switched off. A folder in a clone can be a
 * bare repository with settings of its own: `safe.bareRepository` makes git pass it over.
 */
const safeSettings = [
  'safe.bareRepository=explicit',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'protocol.allow=never',
  'submodule.recurse=false',
];

type Setting = readonly [key: string, value: string];

/**
 * The environment without what steers git, such as what it sets for hooks. Settings whose names come from the repository
 * are passed here, because `-c` ends a name at its first `=`.
 */
function environment(folder: string, settings: readonly Setting[]): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  const numbered = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    ...Object.fromEntries(entries),
    ...Object.fromEntries(numbered),
    GIT_CONFIG_COUNT: String(settings.length),
    LC_ALL: 'C',
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

/**
 * Opens the work tree that contains a folder: the nearest folder above that contains `.git`. Git does not search for it,
 * since it would take a folder that only looks like a repository. Throws {@link GitError}.
 */
export function openWorkTree(start: string): WorkTree {
  const folder = workTreeAround(start);
  if (folder === undefined)
    throw new GitError('no-repository', `${resolve(start)} is not in a git repository`);
  const program = findProgram('git', folder);
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
  filters = filterSettings(ask);
  return { folder, ask };
}

function workTreeAround(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

const filterKey = /^(filter\..*)\.(?:clean|smudge|process|required)$/s;

/** Settings that switch off each filter by name: git runs filters to compare a file with its committed version. */
function filterSettings(ask: WorkTree['ask']): Setting[] {
  let listed: string;
  try {
    listed = ask(['config', '--name-only', '-z', '--get-regexp', '^filter\\.']).toString('utf8');
  } catch (error) {
    // Exit code 1 without a message: there are no filters.
    if (error instanceof GitError && error.kind === 'failed' && error.message === '') return [];
    throw error;
  }
  const filters = new Set(listed.split('\0').flatMap((key) => filterKey.exec(key)?.[1] ?? []));
  return [...filters].flatMap((filter): Setting[] => [
    [`${filter}.clean`, ''],
    [`${filter}.smudge`, ''],
    [`${filter}.process`, ''],
    [`${filter}.required`, 'false'],
  ]);
}

function readFailure(error: unknown, folder: string): GitError {
  const { code, stderr } = error as { readonly code?: string; readonly stderr?: Buffer };
  if (code === 'ENOENT') return new GitError('no-git', 'git is not installed');
  if (code === 'ETIMEDOUT')
    return new GitError('failed', `git did not answer within ${longestCall / 1000} seconds`);
  const message = stderr?.toString('utf8').trim() ?? (error instanceof Error ? error.message : String(error));
  if (/dubious ownership|safe\.directory/.test(message))
    return new GitError(
      'not-trusted',
      `git does not read ${folder}, because the folder belongs to another user`,
      `if you trust it, run: git config --global --add safe.directory ${JSON.stringify(folder)}`,
    );
  if (/not a git repository|must be run in a work tree|safe\.bareRepository/.test(message))
    return new GitError('no-repository', `${folder} is not a git repository`);
  return new GitError('failed', message.split('\n')[0] ?? '');
}
