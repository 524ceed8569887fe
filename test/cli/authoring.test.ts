import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';
import { rule } from './sample-files.js';

const lines = (...events: object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');
const process = (user: string, more: object) => ({
  '@timestamp': '2026-01-01T00:00:00Z',
  event: { category: 'process', type: 'start' },
  host: { os: { type: 'linux' } },
  user: { name: user },
  process: { name: 'curl', parent: { name: 'nginx' }, ...more },
});
const signed = { code_signature: { subject_name: 'Acme' } };

const query = 'process where process.name == "curl"';
let workspace: TestWorkspace;
beforeEach(() => {
  workspace?.remove();
  workspace = createWorkspace({
    'rules/a.toml': rule({ name: 'a', id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1', query }),
    'noise.ndjson': lines(process('backup', signed), process('backup', signed)),
    'attack.ndjson': lines(process('www', {})),
    'quiet.ndjson': lines(process('ann', { name: 'ls' })),
    'broken.ndjson': '{',
  });
});
afterAll(() => workspace.remove());

const run = (...args: string[]) => runCli(args, { cwd: workspace.folder });
const file = (path: string): string => readFileSync(join(workspace.folder, path), 'utf8');
const tune = ['tune', 'rules/a.toml', '--fp', 'noise.ndjson', '--tp', 'attack.ndjson'];
const exclusion = 'not (process.code_signature.subject_name == "Acme" and user.name == "backup")';

describe('tune', () => {
  test('shows the exclusion, what was checked, the change and its tests, and changes nothing', async () => {
    const before = file('rules/a.toml');
    const { code, stdout } = await run(...tune);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'excludes',
      '  process.code_signature.subject_name == "Acme"  hard to forge',
      '  user.name == "backup"  an attacker needs this account or host',
      'checked 2 alerts removed, 1 of 1 true positives kept, 0 tests still pass',
    ]);
    expect(stdout).toContain(exclusion);
    expect(stdout).toContain('  - name: "false positive: start process curl backup"\n');
    expect(file('rules/a.toml')).toBe(before);
  });

  test('--write changes the rule and adds tests, which pass', async () => {
    expect(await run(...tune, '--write')).toMatchObject({ code: 0, stderr: '' });
    expect(file('rules/a.toml')).toContain(exclusion);
    const passed = await run('test', 'rules');
    expect(passed).toMatchObject({ code: 0 });
    expect(passed.stdout).toContain('2 passed, 0 failed');
    const again = await run(...tune);
    expect(again).toMatchObject({
      code: 1,
      stderr:
        'rulewright: rules/a.toml: the rule raises no alert on the false positives, so there is nothing to remove\n',
    });
  });

  test('--as exception creates an item that `run` accepts', async () => {
    const args = [...tune, '--as', 'exception', '--expires', '2035-01-01'];
    const report = await runJson<{ readonly items: readonly object[] }>(args, 0, { cwd: workspace.folder });
    expect(report.items).toMatchObject([{ type: 'simple', expire_time: '2035-01-01T00:00:00.000Z' }]);
    writeFileSync(join(workspace.folder, 'items.ndjson'), lines(...report.items));
    const left = async (events: string): Promise<string> =>
      (await run('run', 'rules/a.toml', '--events', events, '--exceptions', 'items.ndjson')).stdout;
    expect(await left('noise.ndjson')).toContain('no alert');
    expect(await left('attack.ndjson')).toContain('1 alert');
  });

  test.each([
    ['tune takes one rule and --fp', ['tune', 'rules/a.toml']],
    ['--max-fields takes a number from 1 to 6, not "0"', [...tune, '--max-fields', '0']],
    [
      '--expires takes a date, days such as 30d, or never, not "soon"',
      [...tune, '--as', 'exception', '--expires', 'soon'],
    ],
    ['broken.ndjson', ['tune', 'rules/a.toml', '--fp', 'broken.ndjson']],
    ['nowhere.toml', ['tune', 'nowhere.toml', '--fp', 'noise.ndjson']],
  ])('says what is wrong: %s', async (message, args) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('draft', () => {
  const draft = [
    'draft',
    '--events',
    'attack.ndjson',
    '--baseline',
    'quiet.ndjson',
    '--name',
    'Download by a Web Server',
  ];

  test('--write makes a rule and tests, which pass and have no findings', async () => {
    const made = await run(...draft, '--technique', 'T1105', '--folder', 'drafts', '--write');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toBe(
      'eql, because the events come from a host; it raises an alert on the event\n0 alerts on the 1 event of the baseline\n' +
        'created drafts/command_and_control_download_by_a_web_server.toml\ncreated drafts/command_and_control_download_by_a_web_server.tests.yaml\n',
    );
    expect(await run('lint', 'drafts')).toMatchObject({ code: 0 });
    expect(await run('test', 'drafts')).toMatchObject({ code: 0 });
    expect(await run(...draft, '--technique', 'T1105', '--folder', 'drafts', '--write')).toMatchObject({
      code: 2,
    });
  });

  test('the report names the alerts on the baseline', async () => {
    const args = [...draft, '--baseline', 'noise.ndjson', '--type', 'kql'];
    const report = await runJson<object>(args, 0, { cwd: workspace.folder });
    expect(report).toMatchObject({
      version: 1,
      type: 'kql',
      fileName: 'download_by_a_web_server.toml',
      baseline: { events: 3, alerts: 2, shown: [['noise.ndjson:1'], ['noise.ndjson:2']] },
    });
  });

  test.each([
    [2, 'draft takes --events', ['draft']],
    [2, 'ATT&CK has no technique "T0"', [...draft, '--technique', 'T0']],
    [1, 'no events to draft a rule from', ['draft', '--events', 'empty.ndjson']],
  ])('ends with %d and says what is wrong: %s', async (code, message, args) => {
    writeFileSync(join(workspace.folder, 'empty.ndjson'), '');
    const result = await run(...args);
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(message);
  });
});
