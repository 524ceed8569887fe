import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { runCli } from './run-cli.js';

interface Report {
  readonly version: 1;
  readonly written: readonly string[];
  readonly updated: readonly string[];
  readonly problems: readonly { readonly message: string; readonly range: { start: { line: number } } }[];
}

/** A rule as exported by Kibana. */
const line = (id: string, name: string, more: object = {}) => ({
  id: `so-${id}`,
  created_at: '2026-01-02T03:04:05.678Z',
  updated_at: '2026-02-03T04:05:06.789Z',
  revision: 1,
  version: 2,
  immutable: false,
  rule_source: { type: 'internal' },
  rule_id: id,
  name,
  description: 'What it finds.',
  risk_score: 21,
  severity: 'low',
  type: 'query',
  language: 'kuery',
  query: 'user.name: "a"',
  index: ['logs-*'],
  interval: '5m',
  from: 'now-6m',
  to: 'now',
  max_signals: 100,
  enabled: false,
  actions: [],
  threat: [],
  tags: ['a'],
  ...more,
});

const threat = [
  {
    framework: 'MITRE ATT&CK',
    tactic: { id: 'TA0002', name: 'Execution', reference: 'https://attack.mitre.org/tactics/TA0002/' },
    technique: [],
  },
];

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createWorkspace({});
});
afterEach(() => workspace.remove());

const write = (...lines: readonly (object | string)[]) =>
  workspace.write(
    'export.ndjson',
    lines.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join(''),
  );
const read = (path: string) => readFileSync(join(workspace.folder, path), 'utf8');
const run = (...args: string[]) => runCli(args, { cwd: workspace.folder });
const importAll = async (...args: string[]): Promise<Report & { readonly code: number }> => {
  const { code, stdout } = await run('import', 'export.ndjson', '--to', 'rules', '--format', 'json', ...args);
  return { ...(JSON.parse(stdout) as Report), code };
};

describe('rulewright import', () => {
  test('writes a formatted file for each rule, named by tactic and name', async () => {
    write(line('a', 'A Shell', { threat }), { exported_count: 1 });
    expect(await importAll()).toEqual({
      code: 0,
      version: 1,
      written: ['rules/execution_a_shell.toml'],
      updated: [],
      problems: [],
    });
    expect(read('rules/execution_a_shell.toml')).toBe(`[metadata]
creation_date = "2026/01/02"
maturity = "development"
updated_date = "2026/02/03"

[rule]
description = "What it finds."
from = "now-6m"
index = ["logs-*"]
interval = "5m"
language = "kuery"
name = "A Shell"
risk_score = 21
rule_id = "a"
severity = "low"
tags = ["a"]
type = "query"
query = '''
user.name: "a"'''

[[rule.threat]]
framework = "MITRE ATT&CK"

[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"
`);
    expect(await run('fmt', '--check', 'rules')).toMatchObject({ code: 0 });
  });

  test('reports each line that is not a rule, and imports the others', async () => {
    write(
      '{"rule_id": "x"',
      line('a', 'One'),
      '[1]',
      { ...line('b', 'Two'), type: 'correlation' },
      { ...line('c', 'Three'), rule_id: 5 },
      line('a', 'One again'),
      line('d', 'Four', { filters: [[null]] }),
      JSON.stringify(line('e', 'Five')).replace('"a"]', `${'['.repeat(5000)}${']'.repeat(5000)}]`),
    );
    const { code, written, problems } = await importAll();
    expect({ code, written }).toEqual({ code: 2, written: ['rules/one.toml'] });
    expect(problems.map(({ message, range }) => [range.start.line, message])).toEqual([
      [1, expect.stringContaining('this is not valid JSON')],
      [3, 'this is not a JSON object, so it is not a rule'],
      [8, 'this is nested more than 50 levels deep, which is too deep for a rule'],
      [4, 'Not imported: unknown rule type "correlation".'],
      [5, 'Not imported: "rule_id" must be a string that is not empty.'],
      [6, 'Not imported: line 2 has the same "rule_id".'],
      [7, 'Not imported: "filters[0][0]" has null in a list, which TOML does not support.'],
    ]);
  });

  test('accepts a folder to write to', async () => {
    write(line('a', 'One'));
    expect(await run('import', 'export.ndjson', '--to', 'export.ndjson')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'rulewright: --to takes a folder, and export.ndjson is a file\n',
    });
  });

  test('edits existing files only with --update, and keeps equal ones', async () => {
    write(line('a', 'One'), line('b', 'Two'));
    await importAll();
    workspace.write('rules/one.toml', `# mine\n${read('rules/one.toml')}`);
    const before = read('rules/two.toml');
    write(line('a', 'One', { severity: 'high' }), line('b', 'Two'));
    expect(await importAll()).toMatchObject({ code: 2, written: [], updated: [] });
    expect(await importAll('--update')).toMatchObject({ code: 0, written: [], updated: ['rules/one.toml'] });
    expect(read('rules/one.toml')).toMatch(/^# mine\n.*severity = "high"/s);
    expect(read('rules/two.toml')).toBe(before);
  });

  test('stays in the folder, whatever rules are called', async () => {
    const names = [
      '../../outside',
      '/etc/passwd',
      'con',
      '..',
      'a\u0000b',
      'C:\\x',
      '\u202e',
      'A'.repeat(500),
    ];
    write(...names.map((name, index) => line(String(index), name)), line('s1', 'Same'), line('s2', 'same!'));
    const { written, problems } = await importAll();
    expect(problems).toEqual([]);
    expect(written).toHaveLength(names.length + 2);
    expect(readdirSync(workspace.folder).sort()).toEqual(['export.ndjson', 'rules']);
    expect(written.slice(-2)).toEqual(['rules/same.toml', 'rules/same_2.toml']);
    for (const path of written) expect(path).toMatch(/^rules\/(?!con\.)[\w]+\.toml$/);
    expect(existsSync(join(workspace.folder, '..', 'outside.toml'))).toBe(false);
  });

  test('accepts keys and values of any kind', async () => {
    write(
      line('a', 'One', {
        meta: JSON.parse('{"__proto__": {"x": 1}, "constructor": "c", "a.b": [1.5, [true]], "": "empty"}'),
        note: 'line\r\n"""quoted\'\'\' \\ \u0001 $osquery_0',
        filters: [
          {
            meta: { alias: null },
            query: { match_phrase: { 'user.name': 'x' } },
            $state: { store: 'appState' },
          },
        ],
      }),
    );
    expect(await importAll()).toMatchObject({ code: 0 });
    const { stdout } = await run('export', 'rules');
    const exported = JSON.parse(stdout.split('\n')[0]!);
    expect(exported.meta).toEqual(
      JSON.parse('{"__proto__": {"x": 1}, "constructor": "c", "a.b": [1.5, [true]], "": "empty"}'),
    );
    expect(exported.note).toBe('line\r\n"""quoted\'\'\' \\ \u0001 $osquery_0');
    expect(exported.filters).toEqual([
      { meta: {}, query: { match_phrase: { 'user.name': 'x' } }, $state: { store: 'appState' } },
    ]);
  });

  test('keeps exception lists and connectors in separate files, and exports them again', async () => {
    const stamps = { created_at: '2026-01-02T03:04:05.678Z', updated_at: '2026-01-02T03:04:05.678Z' };
    const list = { list_id: 'l', name: 'Known hosts', type: 'detection', namespace_type: 'single', tags: [] };
    const entries = [{ field: 'host.name', operator: 'included', type: 'match', value: 'a' }];
    const item = { item_id: 'i', list_id: 'l', name: 'One', type: 'simple', description: 'd', entries };
    const connector = {
      id: 'c',
      type: 'action',
      attributes: { actionTypeId: '.slack', name: 'Slack', config: {} },
    };
    const rule = line('a', 'One', {
      exceptions_list: [{ id: 'so-l', list_id: 'l', type: 'detection', namespace_type: 'single' }],
      actions: [{ action_type_id: '.slack', id: 'c', group: 'default', params: { message: 'm' } }],
    });
    write(
      rule,
      { ...list, ...stamps, id: 'so-l', _version: 'x', tie_breaker_id: 't' },
      { ...item, ...stamps, id: 'so-i', comments: [{ id: 'k', comment: 'why', created_by: 'me' }] },
      { ...connector, ...stamps, version: 'w' },
      { ...item, item_id: 'j', list_id: 'other' },
    );
    const { written, problems } = await importAll();
    expect(written).toEqual([
      'rules/one.toml',
      'rules/exceptions/known_hosts_exceptions.toml',
      'rules/action_connectors/slack_action_connector.toml',
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      'Not imported: the exception item belongs to the list "other", which is not in the file.',
    ]);
    expect((await importAll('--update')).written).toEqual([]);
    const { stdout, stderr } = await run('export', 'rules', '--with', 'exceptions,connectors');
    expect(stderr).toBe('');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one));
    expect(lines.slice(1, 4)).toEqual([list, { ...item, comments: [{ comment: 'why' }] }, connector]);
    expect(lines[4]).toMatchObject({
      exported_count: 4,
      exported_exception_list_count: 1,
      exported_exception_list_item_count: 1,
      exported_action_connector_count: 1,
      missing_exception_lists: [],
    });
  });

  test('names the lists that a rule has and no file', async () => {
    write(
      line('a', 'One', {
        exceptions_list: [{ id: 'x', list_id: 'gone', type: 'detection', namespace_type: 'single' }],
      }),
    );
    await importAll();
    const { code, stdout, stderr } = await run('export', 'rules', '--with', 'exceptions');
    expect(code).toBe(0);
    expect(stderr).toBe('rulewright: no file contains the exception list "gone", which a rule refers to\n');
    expect(stdout).toContain(
      '"missing_exception_lists":[{"list_id":"gone"}],"missing_exception_lists_count":1',
    );
  });
});
