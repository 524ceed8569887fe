import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type GitFailure, readGitFailure } from './git-messages.js';

const folder = mkdtempSync(join(tmpdir(), 'git-messages-'));
afterAll(() => rmSync(folder, { recursive: true }));

function git(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, LC_ALL: 'C', GIT_CEILING_DIRECTORIES: folder, ...environment };
  return spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
}

git(['init', '-q', 'tree']);
git(['init', '-q', '--bare', 'bare']);

/** These fail when a new version of git changes its messages. */
test.each<[string, readonly string[], NodeJS.ProcessEnv, GitFailure]>([
  ['outside of a repository', ['status'], {}, 'no-repository'],
  ['without a work tree', ['-C', 'bare', 'status'], {}, 'no-repository'],
  ['in a bare one', ['-c', 'safe.bareRepository=explicit', '-C', 'bare', 'log'], {}, 'no-repository'],
  [
    'of another user',
    ['-C', 'tree', 'status'],
    { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    'not-trusted',
  ],
  ['of an unknown commit', ['-C', 'tree', 'show', 'nowhere'], {}, 'failed'],
])('%s', (_, args, environment, expected) => {
  const { status, stderr } = git(args, environment);
  expect(status).toBe(128);
  expect(readGitFailure(stderr)).toBe(expected);
});
