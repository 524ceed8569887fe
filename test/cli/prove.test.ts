import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli } from './run-cli.js';
import { rule } from './sample-files.js';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace?.remove();
  workspace = createWorkspace({
    'rules/a.toml': rule({
      name: 'a',
      id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1',
      query: 'process where process.name == "a" and user.name != "b"',
    }),
  });
});
afterAll(() => workspace.remove());

const run = (...args: string[]) => runCli(args, { cwd: workspace.folder });
const tests = (): string => readFileSync(join(workspace.folder, 'rules/a.tests.yaml'), 'utf8');

test('--write makes a test file that passes, and adds nothing twice', async () => {
  const made = await run('synth', 'rules/a.toml', '--write');
  expect(made).toMatchObject({ code: 0, stdout: 'created rules/a.tests.yaml\n' });
  const passed = await run('test', 'rules');
  expect(passed.stdout).toContain('4 passed');
  expect(passed.code).toBe(0);
  const before = tests();
  expect((await run('synth', 'rules/a.toml', '--write')).stdout).toBe('rules/a.tests.yaml: 0 cases added\n');
  expect(tests()).toBe(before);
});

test('--write keeps what a test file says, comments too', async () => {
  const own = '# mine\ntests:\n  - name: match # the best\n    events: []\n    expect: no alert\n';
  writeFileSync(join(workspace.folder, 'rules/a.tests.yaml'), own);
  expect((await run('synth', 'rules/a.toml', '--write')).stdout).toBe('rules/a.tests.yaml: 3 cases added\n');
  expect(tests().startsWith(own)).toBe(true);
  expect((await run('test', 'rules')).stdout).toContain('4 passed');
});

test('a test file that cannot be read stays as it is', async () => {
  writeFileSync(join(workspace.folder, 'rules/a.tests.yaml'), 'tests: [');
  const { code, stderr } = await run('synth', 'rules/a.toml', '--write');
  expect(code).toBe(2);
  expect(stderr).toContain('rules/a.tests.yaml: the test file is not valid YAML');
  expect(tests()).toBe('tests: [');
});

test('a rule without events says why, and the others are made', async () => {
  writeFileSync(
    join(workspace.folder, 'rules/b.toml'),
    rule({ name: 'b', id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca2', query: 'process where false' }),
  );
  const { code, stdout, stderr } = await run('synth', 'rules');
  expect(code).toBe(0);
  expect(stdout).toContain('# rules/a.toml');
  expect(stderr).toContain('rules/b.toml: no case for "match": no event was found');
});

test('mutate --write makes tests that notice every change', async () => {
  const first = await run('mutate', 'rules/a.toml', '--write');
  expect(first.stdout).toMatch(/^✗ rules\/a\.toml: 0 of \d+ changes are noticed \(0 %\)/);
  const again = await run('mutate', 'rules/a.toml', '--min-score', '100');
  expect(again.stdout).toMatch(/^✓ rules\/a\.toml: (\d+) of \1 changes are noticed \(100 %\)/);
  expect(again.code).toBe(0);
  expect((await run('test', 'rules')).code).toBe(0);
});

test('mutate --write adds a case although another one has its name', async () => {
  const own = 'tests:\n  - name: match\n    events: []\n    expect: no alert\n';
  writeFileSync(join(workspace.folder, 'rules/a.tests.yaml'), own);
  await run('mutate', 'rules/a.toml', '--write');
  expect(tests()).toContain('name: match (2)');
  expect((await run('mutate', 'rules/a.toml', '--min-score', '100')).code).toBe(0);
});

describe('mutate', () => {
  test('--format github and sarif show a warning at each condition', async () => {
    const { code, stdout } = await run('mutate', 'rules', '--format', 'github');
    expect(code).toBe(0);
    expect(stdout).toContain('::warning file=rules/a.toml,line=');
    expect(stdout).toContain(
      'title=unnoticed-change::no test notices a rule that ignores the condition: process.name == "a"',
    );
    const sarif = JSON.parse((await run('mutate', 'rules', '--format', 'sarif')).stdout);
    expect(sarif.runs[0].tool.driver.rules).toMatchObject([{ id: 'unnoticed-change' }]);
    expect(sarif.runs[0].results.length).toBeGreaterThan(3);
  });

  test('--since: rules that changed, or whose tests did', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
        cwd: workspace.folder,
        env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    const names = async () =>
      JSON.parse((await run('mutate', 'rules', '--since', 'main', '--format', 'json')).stdout).rules.map(
        ({ rule: path }: { rule: string }) => path,
      );
    const other = rule({
      name: 'b',
      id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca3',
      query: 'any where tag == 1',
    });
    workspace.write('rules/b.toml', other);
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'Rules');
    const none = await run('mutate', 'rules', '--since', 'main', '--min-score', '80');
    expect(none).toMatchObject({ code: 0, stdout: '' });
    expect(none.stderr).toContain('none of the 2 rules found here changed since main');
    workspace.write('rules/b.toml', other.replace('tag == 1', 'tag == 2'));
    expect(await names()).toEqual(['rules/b.toml']);
    workspace.write('rules/a.tests.yaml', 'tests: []\n');
    expect(await names()).toEqual(['rules/a.toml', 'rules/b.toml']);
    expect(await run('mutate', 'rules', '--since', 'nowhere')).toMatchObject({ code: 2 });
  });
});
