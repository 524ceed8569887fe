import { afterAll, expect, test } from 'vitest';
import { createWorkspace } from '../helpers/workspace.js';
import { runCli, runJson } from './run-cli.js';
import { rule } from './sample-files.js';

const item = (name: string, rest: object = {}): object => ({
  name,
  item_id: name,
  entries: [{ field: 'user.name', operator: 'included', type: 'match', value: name }],
  ...rest,
});

const rules = ['first', 'second'].map(
  (name, index) =>
    [
      `rules/${name}.toml`,
      rule({
        name,
        id: `5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7c0${index}`,
        query: 'event.category: process',
        type: 'query',
        language: 'kuery',
      }),
    ] as const,
);

const workspace = createWorkspace({
  ...Object.fromEntries(rules),
  'events.ndjson': ['ann', 'bob', 'eve']
    .map((name) => JSON.stringify({ event: { category: 'process' }, user: { name } }))
    .join('\n'),
  'joined.toml': rule({
    name: 'joined',
    id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7c09',
    query: 'from * | lookup join list on user.name | where reason == "left" | keep user.name',
    type: 'esql',
    language: 'esql',
  }),
  'list.ndjson': '{"user.name":"ann","reason":"left"}\n{"user":{"name":"bob"},"reason":"right"}\n',
  'export.ndjson': [
    item('ann'),
    { list_id: 'l', name: 'a list', type: 'detection' },
    { exported_exception_list_count: 1 },
  ]
    .map((one) => JSON.stringify(one))
    .join('\n'),
  'found.json': JSON.stringify({ data: [item('ann'), item('bob')], page: 1, per_page: 20, total: 2 }),
  'none-found.json': '{"data":[],"page":1,"per_page":20,"total":0}',
  'no-item.json': '[{"foo":1}]',
  'faults.ndjson': [
    item('ann'),
    item('late', { expire_time: 'never' }),
    item('system', { os_types: ['foo'] }),
    item('operator', { entries: [{ field: 'user.name', type: 'exists' }] }),
  ]
    .map((one) => JSON.stringify(one))
    .join('\n'),
  'value-list.ndjson': `\n${JSON.stringify(item('vl', { entries: [{ field: 'user.name', operator: 'included', type: 'list', list: { id: 'l', type: 'keyword' } }] }))}`,
});
const cwd = workspace.folder;
afterAll(workspace.remove);

interface Report {
  readonly rules: readonly {
    readonly alerts: readonly { readonly events: readonly { readonly index: number }[] }[];
    readonly problems: readonly {
      readonly path: string;
      readonly message: string;
      readonly range: { readonly start: { readonly line: number } };
    }[];
  }[];
}

const run = (file: string, path = 'rules/first.toml'): readonly string[] => [
  'run',
  path,
  '--events',
  'events.ndjson',
  '--exceptions',
  file,
];

test.each<[file: string, raising: number[]]>([
  ['export.ndjson', [1, 2]],
  ['found.json', [2]],
  ['none-found.json', [0, 1, 2]],
])('exceptions of %s', async (file, raising) => {
  const report = await runJson<Report>(run(file), 0, { cwd });
  expect(report.rules[0]!.alerts.map(({ events }) => events[0]!.index)).toEqual(raising);
  expect(report.rules[0]!.problems).toEqual([]);
});

test.each<[file: string, code: number, ...problems: (readonly [line: number, message: string])[]]>([
  ['no-item.json', 2, [1, 'exception 1 has no "entries"']],
  [
    'faults.ndjson',
    2,
    [2, 'exception "late" has an invalid "expire_time": "never"'],
    [3, 'exception "system" has the unknown operating system "foo"; use linux, macos, windows'],
    [4, 'exception "operator" has an entry without "operator"; use included or excluded'],
  ],
  ['value-list.ndjson', 0, [2, 'exception "vl" uses a value list, which cannot be evaluated']],
])('what is wrong with %s is told there, and the rule is not run', async (file, code, ...problems) => {
  const report = await runJson<Report>(run(file), code, { cwd });
  const [first] = report.rules;
  expect(first!.alerts).toEqual([]);
  expect(first!.problems.map(({ path, range, message }) => [path, range.start.line, message])).toEqual(
    problems.map(([line, message]) => [file, line, message]),
  );
  const explained = await runJson<Report['rules'][number]>(['explain', ...run(file).slice(1)], code, { cwd });
  expect(explained.problems.map(({ message }) => message)).toEqual(problems.map(([, message]) => message));
});

test('several rules share one message', async () => {
  const { code, stdout } = await runCli(run('no-item.json', 'rules'), { cwd });
  expect(code).toBe(2);
  expect(stdout.match(/not run/g)).toHaveLength(2);
  expect(stdout.match(/no-item\.json:1:1/g)).toHaveLength(1);
  expect(stdout).not.toMatch(/rules.*:\d+:\d+/);
});

test.each(['history', 'indicators'])('--%s that no rule reads is reported', async (option) => {
  const given = [...run('export.ndjson'), `--${option}`, 'events.ndjson'];
  for (const args of [given, ['explain', ...given.slice(1)]]) {
    const { stderr } = await runCli(args, { cwd });
    expect(stderr).toMatch(new RegExp(`only rules of type \\w+ use --${option}, and there are none`));
  }
});

test('a query without a rule joins with a table', async () => {
  const query = 'from * | lookup join list on user.name | where reason == "left" | keep user.name';
  const args = ['run', '--query', query, '--language', 'esql', '--events', 'events.ndjson'];
  const report = await runJson<Report>([...args, '--table', 'list=list.ndjson'], 0, { cwd });
  expect(report.rules[0]!.alerts).toHaveLength(1);
});

test('a query that starts with - follows =', async () => {
  const query = '-process.name: x';
  const wrong = await runCli(['run', '--query', query, '--language', 'lucene', '--events', 'events.ndjson'], {
    cwd,
  });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("--query='-…'");
  const right = await runCli(
    ['run', `--query=${query}`, '--language', 'lucene', '--events', 'events.ndjson'],
    { cwd },
  );
  expect(right.stdout).toContain('3 alerts');
});

test('tables that an ES|QL rule joins with', async () => {
  const run = ['run', 'joined.toml', '--events', 'events.ndjson', '--format', 'json'];
  const given = await runJson<Report>([...run, '--table', 'list=list.ndjson'], 0, { cwd });
  expect(given.rules[0]!.alerts.map(({ events }) => events.map(({ index }) => index))).toEqual([[0]]);
  const missing = await runJson<Report>(run, 0, { cwd });
  expect(missing.rules[0]!.problems.map(({ message }) => message)).toEqual([
    'missing table [list]: add it under "tables" in a test, or pass --table list=FILE on the command line',
  ]);
  const wrong = await runCli(['run', 'joined.toml', '--events', 'events.ndjson', '--table', 'list.ndjson'], {
    cwd,
  });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('--table takes NAME=PATH, such as --table threat_list=list.ndjson');
});
