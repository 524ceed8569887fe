import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  Explanation,
  FixtureRun,
  RuleOverview,
  TestFileOverview,
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

/** The text of the rule at a range that the server gave. */
function textAt(range: { start: { line: number; character: number }; end: { character: number } }): string {
  return rule.split('\n')[range.start.line]!.slice(range.start.character, range.end.character);
}

it('tells the tests beside an open rule', async () => {
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

it('runs what stands in the editor, rule and tests, not what is saved', async () => {
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
  expect(run).toMatchObject({ outcomes: [], error: expect.stringContaining('outside the workspace') });
});

it('runs a rule on fixtures and notes what could not be read', async () => {
  const uri = workspace.uri('rules/kubectl.toml');
  openRule(client, uri, rule);
  const run = await client.request<FixtureRun>('rulewright/runOnFixtures', { uri });
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
