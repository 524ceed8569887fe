import { afterAll, describe, expect, test } from 'vitest';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli } from './run-cli.js';

const rule = (id: string, more = ''): string =>
  `[metadata]\nmaturity = "production"\n[rule]\nname = "Rule ${id}"\nrule_id = "${id}"\ntype = "eql"\nlanguage = "eql"\nquery = '''\nany where true\n'''\n${more}`;

const workspace = createWorkspace({
  'rules/a.toml': rule('a'),
  'rules/b.toml': rule('b', 'setup = "s"\n'),
  'broken/no-id.toml': rule('x').replace('rule_id = "x"\n', ''),
  'broken/same.toml': rule('a'),
  'broken/syntax.toml': rule('y').replace('"eql"', '"eql'),
});
const cwd = workspace.folder;
afterAll(workspace.remove);
const run = (...args: string[]) => runCli(['export', ...args], { cwd });
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const a = { rule_id: 'a', name: 'Rule a', type: 'eql', language: 'eql', query: 'any where true\n' };

describe('rulewright export', () => {
  test('writes a rule on each line, and the summary at the end', async () => {
    const { code, stdout, stderr } = await run('rules');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = linesOf(stdout);
    expect(lines.slice(0, 2)).toEqual([a, { ...a, rule_id: 'b', name: 'Rule b', setup: 's' }]);
    expect(lines[2]).toMatchObject({ exported_count: 2, exported_rules_count: 2, missing_rules: [] });
    expect(lines).toHaveLength(3);
  });

  test('writes lists in JSON and YAML', async () => {
    expect(JSON.parse((await run('rules/a.toml', '--format', 'json')).stdout)).toEqual([a]);
    expect((await run('rules/a.toml', '--format', 'yaml')).stdout).toContain(
      '- rule_id: a\n  name: Rule a\n',
    );
  });

  test('reports what a stack does not have', async () => {
    const { code, stdout, stderr } = await run('rules', '--stack', '8.2');
    expect(code).toBe(0);
    expect(linesOf(stdout)[1]).not.toHaveProperty('setup');
    expect(stderr).toBe('rulewright: rules/b.toml: for 8.2, skipped "setup": it needs 8.3\n');
  });

  test('exports the other rules when some cannot be', async () => {
    const { code, stdout, stderr } = await run('rules', 'broken');
    expect(code).toBe(1);
    expect(linesOf(stdout).map(({ rule_id: id }) => id)).toEqual(['a', 'b', undefined]);
    expect(stderr).toContain('broken/no-id.toml');
    expect(stderr).toContain('"rule_id" is missing');
    expect(stderr).toContain('rules/a.toml has the same "rule_id"');
    expect(stderr).toContain('broken/syntax.toml');
  });
});
