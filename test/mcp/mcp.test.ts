import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rule } from '../cli/sample-files.js';
import { builtProgram } from '../helpers/built-program.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';

const query = 'process where process.name == "curl" and user.name != "root"';
const secret = 'the-secret-outside';
const curl = { event: { category: 'process' }, process: { name: 'curl' }, user: { name: 'ann' } };

let outer: TestWorkspace;
const root = (): string => join(outer.folder, 'root');
beforeAll(() => {
  outer = createWorkspace({
    'root/rules/a.toml': rule({ name: 'A', id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1', query }),
    'root/rules/b.toml': rule({
      name: 'B',
      id: '6f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1',
      query: 'process where process.nam == "x"',
    }),
    'root/rules/c.toml': rule({ name: 'C', id: '7f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1', query }),
    'root/rules/c.tests.yaml':
      'tests:\n  - {name: outside, events_from: ../../events.ndjson, expect: alert}\n',
    'root/events.ndjson': `${JSON.stringify(curl)}\n${JSON.stringify({ ...curl, process: { name: 'ls' } })}\n`,
    'events.ndjson': `${JSON.stringify({ ...curl, user: { name: secret } })}\n`,
    'outside.toml': rule({ name: secret, id: '8f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1', query }),
    // A repository cannot grant itself permissions.
    'root/.rulewright.yaml': 'mcp:\n  allow-write: true\n',
    '.git/HEAD': 'ref: refs/heads/main\n',
  });
  symlinkSync(join(outer.folder, 'outside.toml'), join(root(), 'rules/link.toml'));
  mkdirSync(join(outer.folder, 'elsewhere'));
  writeFileSync(
    join(outer.folder, 'elsewhere/d.toml'),
    rule({ name: secret, id: '9f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7ca1', query }),
  );
  symlinkSync(join(outer.folder, 'elsewhere'), join(root(), 'linked'));
});
afterAll(() => outer.remove());

let open: Client[] = [];
afterEach(async () => {
  await Promise.all(open.map((client) => client.close()));
  open = [];
});

async function connect(...more: string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [builtProgram(), 'mcp', '--root', root(), ...more],
      stderr: 'ignore',
    }),
  );
  open.push(client);
  return client;
}

interface Answer {
  readonly isError?: boolean;
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly content: readonly { readonly text?: string }[];
}
async function call(client: Client, name: string, args: object): Promise<Answer> {
  return (await client.callTool({ name, arguments: args as Record<string, unknown> })) as Answer;
}
/** Returns a tool's answer, which must not be an error. */
async function answer(client: Client, name: string, args: object) {
  const result = await call(client, name, args);
  expect(result.isError ? result.content[0]!.text : '').toBe('');
  return result.structuredContent!;
}

test('without --allow-write no tool changes files, whatever the repository says', async () => {
  const client = await connect();
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'check_rule',
    'explain_match',
    'run_rules',
    'test_rule',
    'synthesize_events',
    'mutate_rule',
    'diff_rule',
    'find_fields',
    'describe_check',
    'search_rules',
    'draft_rule',
    'tune_rule',
    'convert_sigma',
  ]);
  expect(tools.map(({ annotations }) => [annotations?.readOnlyHint, annotations?.openWorldHint])).toEqual(
    tools.map(() => [true, false]),
  );
  const refused = await call(client, 'write_test', {
    rule: 'rules/a.toml',
    name: 'x',
    events: [curl],
    expect: 'alert',
  }).catch((error: unknown) => ({ isError: String(error) }));
  expect(refused.isError).toBeTruthy();
});

describe('the tools', () => {
  test('check: findings with their place, and of a text', async () => {
    const client = await connect();
    expect(await answer(client, 'check_rule', { rule: 'rules/b.toml' })).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({
          code: 'field-unknown',
          at: expect.stringMatching(/^rules\/b\.toml:\d+:\d+$/),
        }),
      ]),
    });
    expect(await answer(client, 'check_rule', { rule: '.' })).toMatchObject({ checked: 4 });
    const text = readFileSync(join(root(), 'rules/a.toml'), 'utf8').replace('process where', 'process wher');
    expect(await answer(client, 'check_rule', { text })).toMatchObject({ ok: false });
  });

  test('explain and run: the deciding values, and which events raise alerts', async () => {
    const client = await connect();
    const asked = { rule: 'rules/a.toml', events: [{ ...curl, user: { name: 'root' } }] };
    expect(await answer(client, 'explain_match', asked)).toMatchObject({
      alerts: 0,
      because: expect.stringContaining('user.name is "root"'),
      explanation: expect.stringContaining('user.name != "root"'),
    });
    expect(
      await answer(client, 'run_rules', { folder: 'rules', events_file: 'events.ndjson' }),
    ).toMatchObject({
      rules: 3,
      events: 2,
      alerting: 2,
      reports: [
        { rule: 'rules/a.toml', events: [['events.ndjson:1']] },
        { rule: 'rules/c.toml' },
        { rule: 'rules/b.toml' },
      ].slice(0, 2),
    });
  });

  test('synthesize, test and mutate: a rule is proved with the cases that are made', async () => {
    const client = await connect();
    const { cases } = (await answer(client, 'synthesize_events', { rule: 'rules/a.toml' })) as {
      readonly cases: readonly object[];
    };
    const tests = JSON.stringify({ tests: cases });
    expect(await answer(client, 'test_rule', { rule: 'rules/a.toml', tests })).toMatchObject({
      passed: cases.length,
      notPassed: [],
    });
    expect(await answer(client, 'mutate_rule', { rule: 'rules/a.toml', tests })).toMatchObject({
      failingTests: [],
    });
    const { survivors } = (await answer(client, 'mutate_rule', { rule: 'rules/a.toml' })) as {
      readonly survivors: readonly object[];
    };
    expect(survivors.length).toBeGreaterThan(0);
  });

  test('diff: an event that only one version matches', async () => {
    const client = await connect();
    const before = readFileSync(join(root(), 'rules/a.toml'), 'utf8')
      .replace(' and user.name != \\"root\\"', '')
      .replace(' and user.name != "root"', '');
    expect(await answer(client, 'diff_rule', { rule: 'rules/a.toml', before })).toMatchObject({
      status: 'changed',
      logic: 'narrower',
    });
  });

  test('find fields, describe a check, search rules', async () => {
    const client = await connect();
    expect(await answer(client, 'find_fields', { query: 'entry_meta.type' })).toMatchObject({
      fields: [expect.objectContaining({ name: 'process.entry_leader.entry_meta.type', type: 'keyword' })],
    });
    expect(await answer(client, 'describe_check', { code: 'field-unknown' })).toMatchObject({
      page: expect.stringContaining('field-unknown'),
    });
    expect(await answer(client, 'search_rules', { expression: 'name: A' })).toMatchObject({ found: 1 });
  });

  test('draft and tune from events', async () => {
    const client = await connect();
    const event = { ...curl, process: { name: 'curl', parent: { name: 'nginx' } } };
    expect(await answer(client, 'draft_rule', { name: 'Seen', events: [event] })).toMatchObject({
      text: expect.stringContaining('process.parent.name'),
    });
    const noise = { ...curl, process: { name: 'curl', hash: { sha256: 'aa' } } };
    expect(
      await answer(client, 'tune_rule', {
        rule: 'rules/a.toml',
        false_positives: [noise],
        true_positives: [curl],
      }),
    ).toMatchObject({
      text: expect.stringContaining('not process.hash.sha256 == "aa"'),
      checked: { removed: 1, kept: 1 },
    });
  });

  test('convert Sigma: an Elastic rule, or why there is none', async () => {
    const client = await connect();
    const sigma = (field: string): string =>
      `title: Curl\nid: 5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7caa\nstatus: test\nlogsource: {product: linux, category: process_creation}\ndetection:\n  selection: {${field}: '/usr/bin/curl'}\n  condition: selection\nlevel: low\n`;
    expect(await answer(client, 'convert_sigma', { sigma: sigma('Image') })).toMatchObject({
      rules: [{ status: 'converted', text: expect.stringContaining('process.executable : "/usr/bin/curl"') }],
    });
    expect(await answer(client, 'convert_sigma', { sigma: sigma('NoSuchField') })).toMatchObject({
      rules: [{ status: 'refused', reason: expect.stringContaining('NoSuchField') }],
    });
    expect(await call(client, 'convert_sigma', { sigma: 'a: [' })).toMatchObject({ isError: true });
  });

  test('fix and write with --allow-write; a test that fails is not written', async () => {
    const client = await connect('--allow-write');
    const path = join(root(), 'rules/a.tests.yaml');
    const wrong = await call(client, 'write_test', {
      rule: 'rules/a.toml',
      name: 'wrong',
      events: [curl],
      expect: 'no alert',
    });
    expect(wrong).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('does not pass') }],
    });
    expect(
      await answer(client, 'write_test', {
        rule: 'rules/a.toml',
        name: 'seen',
        events: [curl],
        expect: 'alert',
      }),
    ).toEqual({ written: 'rules/a.tests.yaml', name: 'seen' });
    expect(readFileSync(path, 'utf8')).toContain('- name: seen\n');
    expect(await answer(client, 'test_rule', { rule: 'rules/a.toml' })).toMatchObject({ passed: 1 });
    expect(await answer(client, 'fix_rule', { rule: 'rules/b.toml' })).toMatchObject({
      fixed: [{ code: 'field-unknown', title: expect.any(String) }],
      patch: expect.stringContaining('+process where process.name'),
    });
  });

  test('resources and the prompt', async () => {
    const client = await connect();
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual([
      'rulewright://checks',
      'rulewright://test-format',
    ]);
    const { contents } = await client.readResource({ uri: 'rulewright://checks' });
    expect(JSON.stringify(contents)).toContain('field-unknown');
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['write_rule']);
  });
});

describe('nothing leads out of the folder', () => {
  const outside = /is outside the folder/;
  test.each([
    ['a path with dots', 'check_rule', { rule: '../outside.toml' }, outside],
    ['an absolute path', 'explain_match', { rule: '/etc/passwd', events: [{}] }, outside],
    ['a link to a file', 'explain_match', { rule: 'rules/link.toml', events: [{}] }, outside],
    ['a link to a folder', 'check_rule', { rule: 'linked' }, outside],
    ['a file behind a link', 'synthesize_events', { rule: 'linked/d.toml' }, outside],
    ['events', 'run_rules', { rule: 'rules/a.toml', events_file: '../events.ndjson' }, outside],
    ['what does not exist outside', 'check_rule', { rule: '../nowhere.toml' }, outside],
    ['a device', 'run_rules', { rule: 'rules/a.toml', events_file: '/dev/zero' }, outside],
    ['a folder where a file is asked for', 'explain_match', { rule: 'rules', events: [{}] }, /is not a file/],
    ['a null character', 'check_rule', { rule: 'rules/a\0.toml' }, /null/],
  ])('%s', async (_, tool, input, message) => {
    const client = await connect('--allow-write');
    const { isError, content } = await call(client, tool, input);
    expect({ isError, text: content[0]!.text }).toMatchObject({
      isError: true,
      text: expect.stringMatching(message),
    });
    expect(JSON.stringify(content)).not.toContain(secret);
  });

  test('events that a test file names are read inside of the folder only', async () => {
    const client = await connect();
    const result = await call(client, 'test_rule', { rule: 'rules/c.toml' });
    expect(result.structuredContent).toMatchObject({ passed: 0 });
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  test('links in folders are skipped', async () => {
    const client = await connect();
    expect(JSON.stringify(await answer(client, 'search_rules', { expression: 'name: *' }))).not.toContain(
      secret,
    );
  });
});

describe('input and answers are bounded', () => {
  test.each([
    ['no such key', { rule: 'rules/a.toml', rool: 1 }],
    ['both ways', { rule: 'rules/a.toml', text: 'x' }],
    ['neither way', {}],
    ['a wrong type', { rule: 5 }],
  ])('%s is an error that is told', async (_, input) => {
    const client = await connect();
    expect(await call(client, 'check_rule', input)).toMatchObject({ isError: true });
  });

  test('a long list is truncated, and says by how much', async () => {
    const client = await connect();
    const events = Array.from({ length: 200 }, () => curl);
    const { reports } = (await answer(client, 'run_rules', { rule: 'rules/a.toml', events })) as {
      readonly reports: readonly { readonly alerts: number; readonly events: readonly unknown[] }[];
    };
    expect(reports[0]).toMatchObject({ alerts: 200 });
    expect(reports[0]!.events).toHaveLength(26);
    expect(reports[0]!.events.at(-1)).toBe('… and 175 more');
  });

  test('a file that is not a rule has an answer', async () => {
    const client = await connect();
    for (const text of ['', '[[[', '\u0000', `a = ${'['.repeat(50_000)}`])
      for (const tool of ['check_rule', 'synthesize_events', 'mutate_rule'])
        expect(JSON.stringify(await call(client, tool, { text })).length).toBeLessThan(50_000);
  });
});
