import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from './cli/run-cli.js';
import { root } from './helpers/shared.js';
import { shellCommands } from './helpers/shell-commands.js';
import { createWorkspace } from './helpers/workspace.js';

const page = readFileSync(join(root, 'docs/life-of-a-rule.md'), 'utf8');
const commands = shellCommands(page);
const workspace = createWorkspace({});
cpSync(join(root, 'rules'), join(workspace.folder, 'rules'), { recursive: true });
afterAll(() => workspace.remove());

test('there are commands for the whole life', () => {
  expect([...new Set(commands.map(([, name]) => name))]).toEqual([
    'draft',
    'search',
    'lint',
    'test',
    'mutate',
    'diff',
    'export',
    'tune',
    'backtest',
    'coverage',
    'site',
  ]);
});

test.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_, [program, ...args]) => {
  expect(program).toBe('rulewright');
  const { code, stderr } = await runCli(args, { cwd: workspace.folder });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
});

test('the drafted rule is as the page shows it', () => {
  const rule = readFileSync(
    join(workspace.folder, 'rules/command_and_control_web_server_runs_a_download.toml'),
    'utf8',
  );
  for (const line of page.split('\n').filter((one) => /^ {4}process\.|^sequence/.test(one)))
    expect(rule).toContain(line);
});
