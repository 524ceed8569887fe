import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from './cli/run-cli.js';
import { rule } from './cli/sample-files.js';
import { root } from './helpers/shared.js';
import { shellCommands } from './helpers/shell-commands.js';
import { createWorkspace } from './helpers/workspace.js';

const skill = readFileSync(join(root, 'skills/rulewright/SKILL.md'), 'utf8');

const commands = shellCommands(skill);

const event = (more: object) =>
  `${JSON.stringify({ event: { category: 'process', type: 'start' }, host: { os: { type: 'linux' } }, process: { name: 'curl', parent: { name: 'nginx' }, ...more } })}\n`;
const id = '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1';
const workspace = createWorkspace({
  'rules/a.toml': rule({
    name: 'A',
    id,
    query: 'process where process.name == "curl" and process.parent.name == "nginx"',
  }),
  'old.toml': rule({ name: 'A', id, query: 'process where process.name == "curl"' }),
  'attack.ndjson': event({}),
  'normal.ndjson': event({ name: 'ls' }),
  'noise.ndjson': event({ hash: { sha256: 'aa' } }),
});
afterAll(() => workspace.remove());

/** These report findings before the rule's tests are written. */
const mayFind = new Set(['mutate', 'diff']);

describe('every command of the skill works as it is written', () => {
  test('there are some', () => expect(commands.length).toBeGreaterThan(10));

  test.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_, [program, ...args]) => {
    expect(program).toBe('rulewright');
    const { code, stderr } = await runCli(args, { cwd: workspace.folder });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({
      code: mayFind.has(args[0]!) ? expect.toBeOneOf([0, 1]) : 0,
      stderr: '',
    });
  });
});

test('the header names the skill, and says when it is used', () => {
  expect(skill).toMatch(/^---\nname: rulewright\ndescription: [^\n]{80,1024}\n---\n/);
});
