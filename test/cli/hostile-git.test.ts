import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { type CliOptions, type CliResult, runCli } from './run-cli.js';
import { rule } from './sample-files.js';

const id = '1f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b01';
const misspelt = rule({ name: 'First', id, query: 'process where proces.name == "docker"' });

let workspace: TestWorkspace;
/** A file that commands of the repository write; it must never be created. */
let proof: string;
let command: string;

beforeEach(() => {
  workspace = createWorkspace({});
  const outside = join(workspace.folder, 'outside');
  mkdirSync(outside);
  proof = join(outside, 'proof');
  command = join(outside, 'command');
  writeFileSync(command, `#!/bin/sh\necho "$0" "$@" >> ${proof}\ncat\n`);
  chmodSync(command, 0o755);
});
afterEach(() => workspace.remove());

/** Runs git as the user would. */
function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  return execFileSync('git', [...identity, ...args], {
    cwd: folder,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Creates a clone with one committed rule. */
function createClone(): string {
  const clone = join(workspace.folder, 'clone');
  workspace.write('clone/rules/first.toml', misspelt);
  git(clone, 'init', '-q', '-b', 'main');
  git(clone, 'add', '.');
  git(clone, 'commit', '-q', '-m', 'Rules');
  git(clone, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  return clone;
}

/** Turns a folder of the clone into a bare repository whose settings name a command. */
function plantBareRepository(clone: string, folder: string): void {
  const bare = join(clone, folder);
  mkdirSync(bare, { recursive: true });
  git(bare, 'init', '-q', '--bare', '-b', 'main', '.');
  const settings = `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = ${JSON.stringify(command)}\n`;
  writeFileSync(join(bare, 'config'), settings);
  git(clone, '--git-dir', bare, '--work-tree', bare, 'add', '-f', 'HEAD');
  git(clone, '--git-dir', bare, '--work-tree', bare, 'commit', '-q', '-m', 'Planted');
  git(clone, '--git-dir', bare, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  rmSync(proof, { force: true });
}

const lintSince = (cwd: string, options: CliOptions = {}): Promise<CliResult> =>
  runCli(['lint', '.', '--changed-since', 'main', '--format', 'json'], { cwd, ...options });
const codes = ({ stdout }: CliResult): string[] =>
  (JSON.parse(stdout) as { findings: { code: string }[] }).findings.map(({ code }) => code);

describe('a folder of a clone that is a bare repository', () => {
  test('the trap works on git itself', () => {
    const clone = createClone();
    plantBareRepository(clone, 'rules');
    git(join(clone, 'rules'), 'status');
    expect(existsSync(proof)).toBe(true);
  });

  test('--changed-since uses the clone, not the folder', async () => {
    const clone = createClone();
    plantBareRepository(clone, 'rules');
    workspace.write('clone/rules/second.toml', misspelt.replace('First', 'Second'));
    const result = await lintSince(join(clone, 'rules'));
    expect(existsSync(proof)).toBe(false);
    expect(codes(result)).toContain('field-unknown');
  });

  test('a checkout of detection-rules inside it', async () => {
    const clone = createClone();
    plantBareRepository(clone, 'rules');
    workspace.write('clone/rules/detection_rules/etc/version.lock.json', '{}');
    await runCli(['lint', '.'], { cwd: join(clone, 'rules') });
    await runCli(['lint', 'rules'], { cwd: clone });
    expect(existsSync(proof)).toBe(false);
  });

  test('there is no repository outside of a work tree', async () => {
    const folder = join(workspace.folder, 'unpacked');
    mkdirSync(folder);
    plantBareRepository(folder, '.');
    workspace.write('unpacked/first.toml', misspelt);
    const { code, stderr } = await lintSince(folder);
    expect({ code, stderr, ran: existsSync(proof) }).toEqual({
      code: 2,
      stderr: expect.stringContaining('is not in one'),
      ran: false,
    });
  });
});

/** Settings of an unpacked work tree that make git run a command when it compares or reads a file. */
const settings: readonly (readonly [name: string, settings: (command: string) => string])[] = [
  ['fsmonitor', (program) => `[core]\n\tfsmonitor = ${program}\n`],
  ['a hook', (program) => `[core]\n\thooksPath = ${join(program, '..')}\n`],
  ['a clean filter', (program) => `[filter "x"]\n\tclean = ${program}\n\trequired = true\n`],
  ['a filter with "=" in its name', (program) => `[filter "a=b"]\n\tclean = ${program}\n`],
  ['a filter process', (program) => `[filter "x"]\n\tprocess = ${program}\n`],
  ['an external diff', (program) => `[diff]\n\texternal = ${program}\n`],
  ['a diff driver', (program) => `[diff "x"]\n\tcommand = ${program}\n\ttextconv = ${program}\n`],
  ['an included file', (program) => `[include]\n\tpath = ${join(program, '..', 'included')}\n`],
  [
    'a promisor remote',
    (program) =>
      `[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = ${program}\n\tuploadpack = ${program}\n\tpromisor = true\n`,
  ],
];

test.each(settings)('settings of the work tree run nothing: %s', async (name, configure) => {
  const clone = createClone();
  workspace.write('clone/.gitattributes', '*.toml filter=x diff=x\n');
  git(clone, 'add', '.');
  git(clone, 'commit', '-q', '-m', 'Attributes');
  workspace.write('outside/included', `[core]\n\tfsmonitor = ${command}\n`);
  execFileSync('cp', [command, join(workspace.folder, 'outside/post-index-change')]);
  const config = join(clone, '.git/config');
  writeFileSync(config, `${execFileSync('cat', [config], { encoding: 'utf8' })}\n${configure(command)}`);
  if (name.includes('=')) workspace.write('clone/.gitattributes', '*.toml filter=a=b\n');
  workspace.write('clone/rules/first.toml', misspelt.replace('First', 'Other'));
  const result = await lintSince(clone);
  expect({ code: result.code, ran: existsSync(proof) }).toEqual({ code: 0, ran: false });
  expect(codes(result)).toContain('field-unknown');
});

/** With settings whose filter names are unknown, git does not run at all. */
test.each<[name: string, attributes: Buffer, settings: (program: string) => Buffer]>([
  [
    'a filter whose name is not UTF-8',
    Buffer.from('*.toml filter=ev\xffil\n', 'latin1'),
    (program) => Buffer.from(`[filter "ev\xffil"]\n\tclean = ${program}\n`, 'latin1'),
  ],
  [
    'more filters than can be listed',
    Buffer.from('*.toml filter=x\n'),
    (program) =>
      Buffer.from(
        `[filter "x"]\n\tclean = ${program}\n[filter "${'A'.repeat(1024 * 1024)}"]\n${'\ta\n'.repeat(280)}`,
      ),
  ],
])('%s', async (_, attributes, configure) => {
  const clone = createClone();
  writeFileSync(join(clone, '.gitattributes'), attributes);
  git(clone, 'add', '.');
  git(clone, 'commit', '-q', '-m', 'Attributes');
  appendFileSync(join(clone, '.git/config'), configure(command));
  workspace.write('clone/rules/first.toml', misspelt.replace('First', 'Other'));
  workspace.write('clone/detection_rules/etc/version.lock.json', '{}');
  const { code, stderr } = await lintSince(clone);
  expect({ code, ran: existsSync(proof) }).toEqual({ code: 2, ran: false });
  expect(stderr).toMatch(/not UTF-8, which cannot be disabled|git printed more than can be read/);
  await runCli(['lint', '.'], { cwd: clone });
  expect(existsSync(proof)).toBe(false);
});

test('the index of another repository is not written', async () => {
  const clone = createClone();
  const other = join(workspace.folder, 'other');
  mkdirSync(join(other, 'rules'), { recursive: true });
  execFileSync('cp', ['-r', join(clone, '.git'), join(clone, 'rules'), other]);
  const index = readFileSync(join(other, '.git/index'));
  workspace.write('linked/.git', `gitdir: ${join(other, '.git')}\n`);
  workspace.write('linked/rules/first.toml', misspelt);
  await lintSince(join(workspace.folder, 'linked'));
  expect(readFileSync(join(other, '.git/index')).equals(index)).toBe(true);
});

test('settings that the user gives for all repositories count', async () => {
  const clone = createClone();
  const { code } = await lintSince(clone, {
    env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' },
  });
  expect(code).toBe(0);
});

test('a missing object is not fetched', async () => {
  const clone = createClone();
  const [blob = ''] = git(clone, 'rev-parse', 'HEAD:rules/first.toml').split('\n');
  rmSync(join(clone, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true });
  const remote = `[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = ${workspace.folder}/outside\n\tuploadpack = ${command}\n\tpromisor = true\n`;
  writeFileSync(join(clone, '.git/config'), remote);
  workspace.write('clone/rules/first.toml', misspelt.replace('First', 'Other'));
  await lintSince(clone);
  expect(existsSync(proof)).toBe(false);
});

test('a program called git in the workspace does not run', async () => {
  const clone = createClone();
  const fake = join(clone, 'tools');
  mkdirSync(fake);
  execFileSync('cp', [command, join(fake, 'git')]);
  const path = ['', '.', 'tools', fake, process.env.PATH].join(delimiter);
  const result = await lintSince(clone, { env: { PATH: path } });
  expect({ code: result.code, ran: existsSync(proof) }).toEqual({ code: 0, ran: false });
});

test('a program called git in a work tree around the rules does not run', async () => {
  const clone = createClone();
  const fake = join(clone, 'node_modules/.bin');
  mkdirSync(fake, { recursive: true });
  execFileSync('cp', [command, join(fake, 'git')]);
  git(join(clone, 'rules'), 'init', '-q', '-b', 'main');
  git(join(clone, 'rules'), 'add', '.');
  git(join(clone, 'rules'), 'commit', '-q', '-m', 'Nested');
  const env = { PATH: [fake, process.env.PATH].join(delimiter) };
  const { code } = await runCli(['lint', 'rules', '--changed-since', 'HEAD'], { cwd: clone, env });
  expect({ code, ran: existsSync(proof) }).toEqual({ code: 0, ran: false });
});
