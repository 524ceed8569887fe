import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli } from './run-cli.js';

const id = 'c0ffee00-0000-4000-8000-000000000001';

const rule = (title: string, image: string, ruleId = id): string => `title: ${title}
id: ${ruleId}
date: 2026-01-02
level: high
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    Image|endswith: '\\${image}'
  condition: selection
`;

const info = `rule_metadata:
  - id: ${id}
regression_tests_info:
  - name: It runs
    type: evtx
    path: regression_data/rules/a/${id}.evtx
`;

const sample = JSON.stringify({
  Event: {
    System: {
      Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } },
      EventID: 1,
      TimeCreated: { '#attributes': { SystemTime: '2026-01-01T00:00:00Z' } },
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      Computer: 'host',
    },
    EventData: { Image: 'C:\\Tools\\MIMI.exe', User: 'D\\jane', ProcessId: 4, ParentUser: '-' },
  },
});

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createWorkspace({
    'sigma/rules/win/tool.yml': rule('A Tool', 'mimi.exe'),
    'sigma/rules/other.yml': rule('Other', 'x.exe', 'c0ffee00-0000-4000-8000-000000000002').replace(
      'Image',
      'Nowhere',
    ),
    'sigma/regression_data/rules/a/info.yml': info,
    [`sigma/regression_data/rules/a/${id}.json`]: sample,
  });
});
afterEach(() => workspace.remove());

const run = (...args: string[]) => runCli(args, { cwd: workspace.folder });
const importAll = (...args: string[]) => run('sigma', 'import', 'sigma', '--to', 'out', ...args);
const read = (path: string) => readFileSync(join(workspace.folder, path), 'utf8');
const target = 'out/rules/win/tool.toml';

describe('rulewright sigma import', () => {
  test('writes rules with their samples as tests, which pass', async () => {
    const { code, stdout } = await importAll();
    expect(stdout).toBe(`refused   sigma/rules/other.yml: the field "Nowhere" is not mapped [field]
converted sigma/rules/win/tool.yml → ${target} (1 sample passed)

Fields that are not mapped:
     1  Nowhere (windows/process_creation)

Refused because of: field 1
1 YAML file without a Sigma rule ignored

2 rules: 1 converted (1 created, 0 updated, 0 unchanged), 1 refused, 0 failed; 1 with samples
`);
    expect(code).toBe(0);
    expect(await run('lint', 'out')).toMatchObject({ code: 0 });
    expect(await run('test', 'out')).toMatchObject({ code: 0 });
    expect(await run('fmt', 'out', '--check', '--query')).toMatchObject({ code: 0 });
    expect(read('out/rules/win/tool.tests.yaml')).toContain('executable: C:\\Tools\\MIMI.exe');
    expect(read('out/rules/win/tool.tests.yaml')).toContain('domain: D');
    expect(read('out/rules/win/tool.tests.yaml')).not.toContain('ParentUser');
  });

  test('reports as JSON', async () => {
    const { stdout } = await importAll('--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      rules: [
        { path: 'sigma/rules/other.yml', status: 'refused', code: 'field', problems: [] },
        {
          path: 'sigma/rules/win/tool.yml',
          status: 'converted',
          written: target,
          tests: 'out/rules/win/tool.tests.yaml',
          change: 'created',
          samples: 1,
        },
      ],
      unmapped: [{ field: 'Nowhere', logsource: 'windows/process_creation', count: 1 }],
      summary: { rules: 2, converted: 1, refused: 1, failed: 0, reasons: { field: 1 } },
    });
  });

  test('a second run changes nothing, and replaces different files only with --update', async () => {
    await importAll();
    const before = read(target);
    expect((await importAll()).stdout).toContain('1 converted (0 created, 0 updated, 1 unchanged)');
    workspace.write('sigma/rules/win/tool.yml', rule('Another Title', 'mimi.exe'));
    const kept = await importAll();
    expect(kept).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('exists and differs; pass --update'),
    });
    expect(read(target)).toBe(before);
    expect(await importAll('--update')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 updated'),
    });
    expect(read(target)).toContain('name = "Another Title"');
  });

  test('tests of other authors are kept', async () => {
    const tests = 'tests:\n  - name: mine\n    events: []\n    expect: no alert\n';
    mkdirSync(join(workspace.folder, 'out/rules/win'), { recursive: true });
    writeFileSync(join(workspace.folder, 'out/rules/win/tool.tests.yaml'), tests);
    expect((await importAll('--update')).stdout).toContain('has other tests and was not changed');
    expect(read('out/rules/win/tool.tests.yaml')).toBe(tests);
  });

  test('a conversion whose sample raises no alert fails and is not written', async () => {
    workspace.write('sigma/rules/win/tool.yml', rule('A Tool', 'other.exe'));
    const { code, stdout } = await importAll();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^failed {4}sigma\/rules\/win\/tool\.yml: the sample "It runs" fails: .*expected at least one alert/m,
    );
    expect(existsSync(join(workspace.folder, target))).toBe(false);
  });

  test('files that cannot be read do not end the work on the others', async () => {
    workspace.write('sigma/rules/broken.yml', 'title: [\n');
    const { code, stdout, stderr } = await importAll();
    expect(code).toBe(2);
    expect(stderr).toContain('sigma/rules/broken.yml');
    expect(stdout).toContain('1 converted (1 created');
  });

  test('nothing is written through links that lead out of the folder', async () => {
    mkdirSync(join(workspace.folder, 'out'));
    mkdirSync(join(workspace.folder, 'elsewhere'));
    symlinkSync(join(workspace.folder, 'elsewhere'), join(workspace.folder, 'out/rules'));
    const { code, stdout } = await importAll();
    expect(code).toBe(2);
    expect(stdout).toContain('is a link to a folder outside out');
    expect(existsSync(join(workspace.folder, 'elsewhere/win'))).toBe(false);
  });

  test('the second of two rules with one id is refused', async () => {
    workspace.write('sigma/rules/win/twice.yml', rule('Twice', 'mimi.exe'));
    expect((await importAll()).stdout).toContain(`another imported rule has the id ${id} [duplicate-id]`);
  });

  test('rules of one file are distinguished by their titles', async () => {
    workspace.write(
      'sigma/rules/win/tool.yml',
      `${rule('A Tool', 'mimi.exe')}---\n${rule('B Tool', 'b.exe', 'c0ffee00-0000-4000-8000-000000000003')}`,
    );
    await importAll();
    expect(existsSync(join(workspace.folder, 'out/rules/win/tool_b_tool.toml'))).toBe(true);
  });
});
