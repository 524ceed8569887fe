import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../helpers/shared.js';
import { createWorkspace } from '../helpers/workspace.js';

const workspace = createWorkspace({
  'origin/rules/a.toml': 'name = "then"\n',
  'origin/detection_rules/etc/packages.yaml': 'a: 1\n',
  'origin/tests/test_all_rules.py': 'pass\n',
});
const origin = join(workspace.folder, 'origin');
const into = join(workspace.folder, 'reference/corpus');
afterAll(workspace.remove);

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
    cwd: origin,
    encoding: 'utf8',
  }).trim();
let commit = '';

beforeAll(() => {
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Then');
  commit = git('rev-parse', 'HEAD');
  workspace.write('origin/rules/a.toml', 'name = "now"\n');
  git('commit', '--quiet', '--all', '--message', 'Now');
});

const fetchCorpus = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/fetch-corpus.mjs'), '--into', into, ...args], {
    encoding: 'utf8',
  });

test('a missing commit leaves nothing behind', () => {
  const { status, stderr } = fetchCorpus('--from', origin, '--commit', '0'.repeat(40));
  expect(status).toBe(1);
  expect(stderr).toContain('git fetch failed');
  expect(existsSync(into)).toBe(false);
});

test('only the rules of the commit are fetched', () => {
  const { status, stderr } = fetchCorpus('--from', origin, '--commit', commit);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readFileSync(join(into, 'rules/a.toml'), 'utf8')).toBe('name = "then"\n');
  expect(existsSync(join(into, 'detection_rules/etc/packages.yaml'))).toBe(true);
  expect(existsSync(join(into, 'tests'))).toBe(false);
});

test('existing files are kept', () => {
  const { status, stderr } = fetchCorpus('--from', origin, '--commit', commit);
  expect(status).toBe(1);
  expect(stderr).toContain('exists');
});
