import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  EventRun,
  Explanation,
  FileEdits,
  RuleOverview,
  TestFileOverview,
  TestFileOwner,
  TestOutcome,
  TestRun,
} from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pull, pulling, startSession } from './session.js';

const query = 'process where process.name : "kubectl" and host.os.type == "linux"';
const rule = `[metadata]
maturity = "development"

[rule]
name = "Kubectl"
type = "eql"
language = "eql"
query = '''
${query}
'''
`;
const tests = `tests:
  - name: kubectl
    events: [{event.category: process, process.name: kubectl, host.os.type: linux}]
    expect: alert
  - name: another system
    events: [{event.category: process, process.name: kubectl, host.os.type: windows}]
    expect: alert
  - name: later
    todo: not written yet
    events: [{event.category: process, process.name: bash}]
    expect: alert
`;
const event = (name: string, os: string) =>
  JSON.stringify({
    event: { category: 'process', action: 'exec' },
    process: { name },
    host: { os: { type: os } },
  });

let workspace: TestWorkspace;
let client: LanguageClient;

beforeEach(async () => {
  workspace = createWorkspace({
    'rules/kubectl.toml': rule,
    'rules/kubectl.tests.yaml': tests,
    'fixtures/one.ndjson': `${event('kubectl', 'linux')}\n\n${event('bash', 'linux')}\n${event('KUBECTL', 'linux')}\n`,
    'fixtures/broken.json': '{"a": ',
    'other/three.ndjson': `${event('kubectl', 'linux')}\n`,
  });
  const folders = [{ uri: workspace.uri(), name: 'test' }];
  client = await startSession(pulling, { workspaceFolders: folders });
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

/** Returns the text of the rule at a range from the server. */
function textAt(range: { start: { line: number; character: number }; end: { character: number } }): string {
  return rule.split('\n')[range.start.line]!.slice(range.start.character, range.end.character);
}

it('lists the tests next to an open rule', async () => {
  const uri = workspace.uri('rules/kubectl.toml');
  openRule(client, uri, rule);
  const overview = await client.request<RuleOverview>('rulewright/rule', { uri });
  expect(overview).toMatchObject({ isRule: true, name: 'Kubectl', testCount: 3 });
  expect(overview.testFile).toBe(workspace.uri('rules/kubectl.tests.yaml'));
});

it('lists the cases of a test file', async () => {
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  const overview = await client.request<TestFileOverview>('rulewright/testCases', { uri });
  expect(overview).toMatchObject({ rule: workspace.uri('rules/kubectl.toml'), ruleName: 'Kubectl' });
  expect(overview.cases.map(({ name, todo, range }) => [name, todo, range.start.line])).toEqual([
    ['kubectl', undefined, 1],
    ['another system', undefined, 4],
    ['later', 'not written yet', 7],
  ]);
});

it('runs tests and points at the clause that decided', async () => {
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  const { outcomes, error } = await client.request<TestRun>('rulewright/runTests', { uri });
  expect(error).toBeUndefined();
  expect(outcomes.map(({ status }) => status)).toEqual(['passed', 'failed', 'todo']);
  const failed = outcomes[1]!;
  expect(failed.location?.uri).toBe(workspace.uri('rules/kubectl.toml'));
  expect(textAt(failed.location!.range)).toBe('host.os.type == "linux"');
  expect(failed.message).toContain('✗ host.os.type == "linux" — host.os.type is "windows"');
  expect(failed.message).toContain('expected: 1 alert\nactual: no alert');
  const one = await client.request<TestRun>('rulewright/runTests', { uri, cases: [2] });
  expect(one.outcomes.map(({ index }) => index)).toEqual([2]);
});

it("runs the editor's text of rule and tests, not the saved files", async () => {
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  openRule(client, workspace.uri('rules/kubectl.toml'), rule.replace('"linux"', '"windows"'));
  openRule(client, uri, tests.replace('name: kubectl, host', 'name: bash, host'), 'yaml');
  const { outcomes } = await client.request<TestRun>('rulewright/runTests', { uri });
  expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'passed', 'todo']);
});

it('does not read rules outside the workspace', async () => {
  const outside = createWorkspace({ 'rule.toml': rule });
  workspace.write('rules/kubectl.tests.yaml', `rule: ${outside.folder}/rule.toml\n${tests}`);
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  const run = await client.request<TestRun>('rulewright/runTests', { uri });
  outside.remove();
  expect(run).toMatchObject({ outcomes: [], error: expect.stringContaining('is absolute') });
});

it('runs a rule on fixtures and notes what could not be read', async () => {
  const uri = workspace.uri('rules/kubectl.toml');
  openRule(client, uri, rule);
  const run = await client.request<EventRun>('rulewright/runOnEvents', { uri, source: { kind: 'fixtures' } });
  expect(run).toMatchObject({ files: 2, events: 3 });
  expect(
    run.alerts.map(({ events: [found] }) => [found?.index, found?.range.start.line, found?.label]),
  ).toEqual([
    [0, 0, 'exec process kubectl'],
    [2, 3, 'exec process KUBECTL'],
  ]);
  expect(run.notes).toEqual([expect.stringContaining('fixtures/broken.json')]);
});

it('explains an event of a file', async () => {
  const uri = workspace.uri('rules/kubectl.toml');
  openRule(client, uri, rule);
  const explainEvent = (index: number) =>
    client.request<Explanation>('rulewright/explain', {
      uri,
      event: { uri: workspace.uri('fixtures/one.ndjson'), index },
    });
  const explained = await explainEvent(1);
  expect(explained.matched).toBe(false);
  expect(explained.text).toContain('does not match the query');
  expect(explained.clauses.map(({ range, result }) => [textAt(range), result])).toEqual([
    ['process', 'matched'],
    ['process.name : "kubectl"', 'not-matched'],
    ['host.os.type == "linux"', 'matched'],
  ]);
  expect((await explainEvent(7)).error).toContain('no event 7');
});

it('follows the configuration of checks and its changes', async () => {
  const uri = workspace.uri('rules/kubectl.toml');
  const wrong = rule.replace('host.os.type', 'host.os.tpye');
  openRule(client, uri, wrong);
  const codes = async () =>
    (await pull(client, uri)).items.map(({ code, severity }) => `${code} ${severity}`);
  expect(await codes()).toContain('field-unknown 2');
  workspace.write('.rulewright.yaml', 'checks: {field-unknown: error}\n');
  client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: workspace.uri('.rulewright.yaml'), type: 1 }],
  });
  expect(await codes()).toContain('field-unknown 1');
  workspace.write('.rulewright.yaml', 'ignore: [rules/**]\n');
  client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: workspace.uri('.rulewright.yaml'), type: 2 }],
  });
  expect(await codes()).toEqual([]);
});

it('reports what is wrong with a test file', async () => {
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  openRule(client, uri, tests.replace('expect: alert', 'expect: alrt'), 'yaml');
  expect((await pull(client, uri)).items.map(({ code, range }) => [code, range.start.line])).toEqual([
    ['test-file', 3],
  ]);
  const lonely = workspace.uri('rules/lonely.tests.yaml');
  openRule(client, lonely, tests, 'yaml');
  expect((await pull(client, lonely)).items.map(({ code }) => code)).toEqual(['test-rule']);
  expect(readFileSync(new URL(uri), 'utf8')).toBe(tests);
});

it('sends the outcomes of a run one by one to a client that requests them', async () => {
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  const run = await client.request<TestRun>('rulewright/runTests', { uri, partialResultToken: 'run 1' });
  expect(run.outcomes).toEqual([]);
  const parts = client.received('$/progress') as { token: string; value: TestOutcome[] }[];
  expect(parts.map(({ token, value }) => [token, value.map(({ index, status }) => [index, status])])).toEqual(
    [
      ['run 1', [[0, 'passed']]],
      ['run 1', [[1, 'failed']]],
      ['run 1', [[2, 'todo']]],
    ],
  );
});

it('stops a run of tests that is cancelled', async () => {
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  const many = Array.from({ length: 2_000 }, (_, index) =>
    tests.split('\n').slice(1, 4).join('\n').replace('kubectl', `case ${index}`),
  );
  workspace.write('rules/kubectl.tests.yaml', `tests:\n${many.join('\n')}\n`);
  const { id, answer } = client.begin<TestRun>('rulewright/runTests', { uri, partialResultToken: 1 });
  await client.next('$/progress');
  client.notify('$/cancelRequest', { id });
  await answer.catch(() => undefined);
  expect(client.received('$/progress').length).toBeLessThan(1_999);
});

it('names the rule of each test file', async () => {
  workspace.write('rules/lost.tests.yaml', tests);
  const uris = [workspace.uri('rules/kubectl.tests.yaml'), workspace.uri('rules/lost.tests.yaml')];
  const owners = await client.request<TestFileOwner[]>('rulewright/testFiles', { uris });
  expect(owners).toEqual([
    {
      uri: uris[0],
      rule: workspace.uri('rules/kubectl.toml'),
      ruleName: 'Kubectl',
      queryLine: 7,
    },
    { uri: uris[1] },
  ]);
});

it("reports the results of an open rule's tests, and when they are outdated", async () => {
  const uri = workspace.uri('rules/kubectl.toml');
  openRule(client, uri, rule);
  const lastRun = async () => (await client.request<RuleOverview>('rulewright/rule', { uri })).lastRun;
  expect(await lastRun()).toBeUndefined();
  await client.request('rulewright/runTests', { uri: workspace.uri('rules/kubectl.tests.yaml') });
  expect(await lastRun()).toEqual({ passed: 1, failed: 1, todo: 1, outdated: false });
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: rule.replace('"linux"', '"windows"') }],
  });
  expect(await lastRun()).toEqual({ passed: 1, failed: 1, todo: 1, outdated: true });
});

it('reports expected and actual alerts, and writes the actual ones on request', async () => {
  const uri = workspace.uri('rules/kubectl.tests.yaml');
  openRule(client, uri, tests, 'yaml');
  const { outcomes } = await client.request<TestRun>('rulewright/runTests', { uri });
  const range = { start: { line: 6, character: 12 }, end: { line: 6, character: 17 } };
  expect(outcomes[0]!.difference).toBeUndefined();
  expect(outcomes[1]!.difference).toEqual({
    expected: 'alert',
    actual: 'no alert',
    explanation: ['✗ host.os.type == "linux"  host.os.type is "windows"'],
    location: { uri, range },
  });
  const edits = await client.request<FileEdits>('rulewright/acceptActual', { uri, cases: [0, 1] });
  expect(edits).toEqual({ uri, edits: [{ range, newText: 'no alert' }] });
  const actions = await client.request<{ title: string; edit: object }[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 4, character: 6 }, end: { line: 4, character: 6 } },
    context: { diagnostics: [] },
  });
  expect(actions).toMatchObject([
    {
      title: 'Accept actual result: no alert',
      edit: { changes: { [uri]: [{ range, newText: 'no alert' }] } },
    },
  ]);
});
