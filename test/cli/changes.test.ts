import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';
import { rule } from './sample-files.js';

interface Report {
  readonly findings: readonly { readonly path: string; readonly code: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

const misspelt = (name: string, id: string): string =>
  rule({ name, id, query: 'process where proces.name == "docker"' });
const first = misspelt('First', '1f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b01');
const second = misspelt('Second', '2f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b02');
const third = misspelt('Third', '3f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b03');

/** Runs git without the user's settings. */
function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  execFileSync('git', [...identity, ...args], {
    cwd: folder,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const workspace = createWorkspace({});
const cwd = workspace.folder;
afterAll(workspace.remove);

const since = (ref: string, paths: readonly string[] = [], options = { cwd }): Promise<Report> =>
  runJson<Report>(['lint', ...paths, '--changed-since', ref], 0, options);
const found = ({ findings }: Report): [path: string, code: string][] =>
  findings.map(({ path, code }) => [path, code]);

beforeAll(() => {
  git(cwd, 'init', '-q', '-b', 'main');
  workspace.write('rules/first.toml', first);
  workspace.write('rules/second.toml', second);
  workspace.write('rules/gone.toml', third);
  workspace.write('.gitignore', 'built/\n');
  git(cwd, 'add', '.');
  git(cwd, 'commit', '-q', '-m', 'Rules');
  git(cwd, 'checkout', '-q', '-b', 'work');
});

describe('lint --changed-since', () => {
  test('nothing has changed', async () => {
    const report = await since('main');
    expect(report).toMatchObject({ findings: [], summary: { files: 0 } });
  });

  test('changed, new and not yet committed files are reported on, and no others', async () => {
    workspace.write('rules/second.toml', second.replace('severity = "low"', 'severity = "medium"'));
    git(cwd, 'commit', '-q', '-a', '-m', 'Severity');
    workspace.write('rules/third new.toml', third);
    workspace.write('built/copy.toml', misspelt('Copy', '4f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b04'));
    rmSync(join(cwd, 'rules/gone.toml'));
    const report = await since('main');
    expect(found(report).filter(([, code]) => code === 'field-unknown')).toEqual([
      ['rules/second.toml', 'field-unknown'],
      ['rules/third new.toml', 'field-unknown'],
    ]);
    expect(report.summary.files).toBe(2);
  });

  test('the date of a changed rule must change with it', async () => {
    // The new rule has no date to update.
    expect(found(await since('main'))).toEqual([
      ['rules/second.toml', 'date-updated-on-change'],
      ['rules/second.toml', 'field-unknown'],
      ['rules/third new.toml', 'field-unknown'],
    ]);
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
      String(part).padStart(2, '0'),
    );
    const report = await runJson<Report>(
      ['lint', 'rules/second.toml', '--changed-since', 'main', '--fix'],
      0,
      { cwd },
    );
    expect(report).toMatchObject({ findings: [], summary: { fixed: 2 } });
    const mended = second
      .replace('severity = "low"', 'severity = "medium"')
      .replace('proces.name', 'process.name')
      .replace('updated_date = "2026/01/12"', `updated_date = "${day.join('/')}"`);
    expect(readFileSync(join(cwd, 'rules/second.toml'), 'utf8')).toBe(mended);
  });

  test('changes that are not rules are mentioned if nothing else is found', async () => {
    workspace.write('notes/readme.md', 'new');
    workspace.write('quiet/first.toml', first);
    git(cwd, 'add', 'quiet');
    git(cwd, 'commit', '-q', '-m', 'Quiet');
    const { code, stdout, stderr } = await runCli(['lint', 'quiet', '--changed-since', 'HEAD'], { cwd });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '0 files checked: no findings\n',
      stderr: expect.stringMatching(
        /^rulewright: git lists \d+ changed files, but none of them is one of the 1 rule and test file found here\n$/,
      ),
    });
    rmSync(join(cwd, 'notes'), { recursive: true });
    rmSync(join(cwd, 'quiet'), { recursive: true });
    git(cwd, 'reset', '-q', '--soft', 'HEAD^');
    git(cwd, 'rm', '-q', '-r', '--cached', 'quiet');
  });

  test('changes on the other branch in the meantime are not included', async () => {
    git(cwd, 'commit', '-q', '-a', '-m', 'One less');
    git(cwd, 'checkout', '-q', 'main');
    workspace.write('rules/first.toml', first.replace('21', '22'));
    git(cwd, 'commit', '-q', '-a', '-m', 'Risk');
    git(cwd, 'checkout', '-q', 'work');
    const report = await since('main', ['rules']);
    expect(found(report).map(([path]) => path)).not.toContain('rules/first.toml');
  });

  test('files that did not change count as neighbours', async () => {
    workspace.write('rules/copy.toml', first.replace('"First"', '"Copy"').replace('proces.', 'process.'));
    expect(
      (
        await runJson<Report>(['lint', 'rules/copy.toml', 'rules/first.toml', '--changed-since', 'work'], 1, {
          cwd,
        })
      ).findings,
    ).toMatchObject([{ path: 'rules/copy.toml', code: 'dup-rule-id' }]);
    rmSync(join(cwd, 'rules/copy.toml'));
  });

  test('in a folder of the repository, and from outside of it', async () => {
    const below = await since('main', [], { cwd: join(cwd, 'rules') });
    expect(below.findings.map(({ path }) => path)).toContain('third new.toml');
    const outside = createWorkspace({});
    const above = await since('main', [cwd], { cwd: outside.folder });
    outside.remove();
    expect(above.findings.map(({ path }) => path)).toContain(`${cwd}/rules/third new.toml`);
  });

  test('in a hook, where git has set the repository', async () => {
    const env = { GIT_DIR: join(cwd, '.git'), GIT_INDEX_FILE: join(cwd, '.git/index.lock'), GIT_PREFIX: '' };
    const plain = await since('main', ['rules']);
    const report = await runJson<Report>(['lint', 'rules', '--changed-since', 'main'], 0, { cwd, env });
    expect(found(report)).toEqual(found(plain));
  });

  test.each(['nowhere', '--all', 'main:rules', ''])('an unknown commit: "%s"', async (ref) => {
    const { code, stdout, stderr } = await runCli(['lint', `--changed-since=${ref}`], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^rulewright: (no common ancestor with|".*" is not a commit)/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('without what it needs', () => {
  let outside: TestWorkspace;
  beforeAll(() => {
    outside = createWorkspace({ 'rules/first.toml': first });
  });
  afterAll(() => outside.remove());

  test('no repository', async () => {
    const { code, stderr } = await runCli(['lint', 'rules', '--changed-since', 'main'], {
      cwd: outside.folder,
      env: { GIT_CEILING_DIRECTORIES: outside.folder },
    });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /^rulewright: --changed-since needs a git repository, but .* is not in one\n$/,
      ),
    });
  });

  test('a repository without commits', async () => {
    mkdirSync(join(outside.folder, 'empty'));
    git(join(outside.folder, 'empty'), 'init', '-q', '-b', 'main');
    const { code, stderr } = await runCli(['lint', '--changed-since', 'main'], {
      cwd: join(outside.folder, 'empty'),
    });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no common ancestor with "main"/),
    });
  });

  test('a repository of another user', async () => {
    const fake = join(outside.folder, 'programs');
    mkdirSync(fake);
    const message = `fatal: detected dubious ownership in repository at '${cwd}'`;
    writeFileSync(join(fake, 'git'), `#!/bin/sh\necho "${message}" >&2\nexit 128\n`, { mode: 0o755 });
    const { code, stderr } = await runCli(['lint', '--changed-since', 'main'], { cwd, env: { PATH: fake } });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `rulewright: git does not read ${cwd}, because the folder belongs to another user; if you trust it, run: git config --global --add safe.directory "${cwd}"\n`,
    });
  });

  test('no git', async () => {
    const { code, stderr } = await runCli(['lint', '--changed-since', 'main'], { cwd, env: { PATH: '' } });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/git, which is not installed/),
    });
  });
});

describe('rules with one id', () => {
  test('each of two files that are named says which other has it', async () => {
    workspace.write('twins/a.toml', first.replace('proces.', 'process.'));
    workspace.write('twins/b.toml', first.replace('proces.', 'process.').replace('"First"', '"Other"'));
    const { findings } = await runJson<{ findings: { path: string; code: string; message: string }[] }>(
      ['lint', 'twins/a.toml', 'twins/b.toml'],
      1,
      { cwd },
    );
    expect(findings.map(({ path, code, message }) => [path, code, message])).toEqual([
      ['twins/a.toml', 'dup-rule-id', expect.stringContaining('twins/b.toml')],
      ['twins/b.toml', 'dup-rule-id', expect.stringContaining('twins/a.toml')],
    ]);
  });

  test('of one alone nothing is said', async () => {
    const { findings } = await runJson<Report>(['lint', 'twins/a.toml'], 0, { cwd });
    expect(findings).toEqual([]);
  });
});
