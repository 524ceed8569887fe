import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli } from './run-cli.js';

const event = { event: { category: 'process', type: 'start' }, process: { name: 'curl' } };
const workspace = createWorkspace({
  'events.ndjson': `${JSON.stringify({ a: 1 })}\n\n${JSON.stringify(event)}\n`,
});
const cwd = workspace.folder;
afterAll(workspace.remove);

const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
const run = (...args: string[]) => runCli(args, { cwd });

/** Checks that a folder of rules has no findings and that its tests pass. */
async function checkRules(folder: string): Promise<void> {
  const lint = await run('lint', folder, '--fail-on', 'warning');
  expect(lint).toMatchObject({ code: 0, stdout: expect.stringContaining('no findings') });
  const test = await run('test', folder, '--require-tests');
  expect(test).toMatchObject({ code: 0, stdout: expect.stringMatching(/[1-9]\d* passed, 0 failed\n$/) });
}

describe('rulewright new', () => {
  test('creates a rule without findings, and tests that pass', async () => {
    const args = [
      '--folder',
      'first',
      '--tactic',
      'execution',
      '--technique',
      'T1059.001',
      '--author',
      'Mara',
    ];
    expect(await run('new', 'A shell', ...args)).toEqual({
      code: 0,
      stdout: 'created first/execution_a_shell.toml\ncreated first/execution_a_shell.tests.yaml\n',
      stderr: '',
    });
    const text = read('first/execution_a_shell.toml');
    for (const part of ['author = ["Mara"]', 'name = "Execution"', 'id = "T1059"', 'id = "T1059.001"'])
      expect(text).toContain(part);
    await checkRules('first');
  });

  test('accepts an event that the rule must find, and the tactic of the technique', async () => {
    await run('new', 'Download', '--folder', 'second', '--technique', 'T1105', '--event', 'events.ndjson:3');
    expect(readdirSync(join(cwd, 'second'))).toContain('command_and_control_download.toml');
    expect(read('second/command_and_control_download.toml')).toContain('process.name : "curl"');
    await checkRules('second');
  });

  test('never writes over a file', async () => {
    const args = ['new', 'Twice', '--folder', 'third'];
    await run(...args);
    const before = read('third/twice.toml');
    const again = await run(...args);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('third/twice.toml: the file exists and was not changed');
    expect(read('third/twice.toml')).toBe(before);
  });

  test.each([
    ['no name', [], 'new takes the name of one rule'],
    ['a name without quotes', ['A', 'shell'], 'put it in quotes'],
    ['an unknown type', ['A', '--type', 'sigma'], '--type takes eql, '],
    ['a misspelt tactic', ['A', '--tactic', 'Execuion'], 'did you mean Execution?'],
    ['an unknown technique', ['A', '--technique', 'T9999'], 'ATT&CK has no technique "T9999"'],
    ['an event that is not there', ['A', '--event', 'events.ndjson:9'], 'there is no event events.ndjson:9'],
    ['an event without a file', ['A', '--event', '3'], '--event takes FILE:LINE'],
  ])('refuses %s', async (_, args, message) => {
    const { code, stderr } = await run('new', ...args, '--folder', 'refused');
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(existsSync(join(cwd, 'refused'))).toBe(false);
  });
});

describe('rulewright init', () => {
  test('creates files for lint, test and run', async () => {
    const { code, stdout } = await run('init', 'project');
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('created'))).toEqual([
      'created project/.rulewright.yaml',
      'created project/rules/execution_shell_started_by_a_web_server.toml',
      'created project/rules/execution_shell_started_by_a_web_server.tests.yaml',
      'created project/rules/fixtures/example.ndjson',
    ]);
    await checkRules('project/rules');
    expect((await run('run', 'project/rules')).stdout).toContain('1 alert from 1 event');
  });

  test('keeps what exists', async () => {
    workspace.write('own/.rulewright.yaml', 'profile: elastic\n');
    const { code, stdout } = await run('init', 'own');
    expect(code).toBe(0);
    expect(stdout).toContain('kept own/.rulewright.yaml, which exists\n');
    expect(read('own/.rulewright.yaml')).toBe('profile: elastic\n');
  });
});
