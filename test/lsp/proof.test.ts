import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewCase, Proof, RuleOverview, WantedCase } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule = `[metadata]
[rule]
name = "Two conditions"
type = "eql"
language = "eql"
query = '''
any where user.name == "a" and process.pid == 1
'''
`;
const match = '  - name: match\n    events: [{user.name: a, process.pid: 1}]\n    expect: alert\n';
const miss = '  - name: another user\n    events: [{user.name: b, process.pid: 1}]\n    expect: no alert\n';

let workspace: TestWorkspace;
let client: LanguageClient;
let uri: string;

beforeEach(async () => {
  workspace = createWorkspace({ 'rules/two.toml': rule, 'rules/two.tests.yaml': `tests:\n${match}${miss}` });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
  uri = workspace.uri('rules/two.toml');
  openRule(client, uri, rule);
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

const prove = (): Promise<Proof> => client.request('rulewright/prove', { uri });
const add = (wanted: WantedCase): Promise<NewCase> =>
  client.request('rulewright/addSynthesizedCase', { uri, wanted });
const overview = (): Promise<RuleOverview> => client.request('rulewright/rule', { uri });
const positionOf = (needle: string) => {
  const line = rule.split('\n').findIndex((text) => text.includes(needle));
  return { line, character: rule.split('\n')[line]!.indexOf(needle) };
};

it('says which changes the tests do not notice, at their conditions', async () => {
  const proof = await prove();
  expect(proof).toMatchObject({ noticed: 3, counted: 5, failing: [] });
  expect(proof.places).toEqual([
    {
      range: { start: positionOf('user.name =='), end: positionOf(' and process') },
      unnoticed: ['compares with the other case sensitivity: user.name == "a"'],
    },
    {
      range: { start: positionOf('process.pid'), end: { line: 6, character: rule.split('\n')[6]!.length } },
      unnoticed: ['ignores the condition: process.pid == 1'],
    },
  ]);
});

it('keeps the score for the lens, and says when it is outdated', async () => {
  expect((await overview()).proof).toBeUndefined();
  await prove();
  expect((await overview()).proof).toEqual({ noticed: 3, counted: 5, outdated: false });
  workspace.write('rules/two.tests.yaml', `tests:\n${match}`);
  expect((await overview()).proof).toEqual({ noticed: 3, counted: 5, outdated: true });
});

it('adds a case that notices a change', async () => {
  const added = await add({ kind: 'unnoticed', description: 'ignores the condition: process.pid == 1' });
  expect(added).toMatchObject({ uri: workspace.uri('rules/two.tests.yaml'), create: false });
  expect(added.edits[0]?.newText).toMatch(/name: .*process\.pid == 1[\s\S]*expect: no alert/);
  workspace.write('rules/two.tests.yaml', `tests:\n${match}${miss.trimEnd()}${added.edits[0]?.newText}`);
  expect(await prove()).toMatchObject({ noticed: 4, counted: 5 });
  const again = await add({ kind: 'unnoticed', description: 'ignores the condition: process.pid == 1' });
  expect(again.error).toContain('the tests notice this change');
});

it('adds a match, and a near miss for the condition at a position', async () => {
  expect((await add({ kind: 'match' })).edits[0]?.newText).toMatch(/expect: alert/);
  const near = await add({ kind: 'near-miss', position: positionOf('user.name ==') });
  expect(near.name).toBe('fails user.name == "a"');
  const none = await add({ kind: 'near-miss', position: { line: 0, character: 0 } });
  expect(none.error).toBe('no condition here can be the only one that fails');
});

it('creates the test file if there is none', async () => {
  const single = workspace.uri('rules/other.toml');
  workspace.write('rules/other.toml', rule);
  openRule(client, single, rule);
  const made = await client.request<NewCase>('rulewright/addSynthesizedCase', {
    uri: single,
    wanted: { kind: 'match' },
  });
  expect(made).toMatchObject({ uri: workspace.uri('rules/other.tests.yaml'), create: true, name: 'match' });
});

it('says why nothing is proved', async () => {
  const outside: Proof = await client.request('rulewright/prove', { uri: workspace.uri('nowhere.toml') });
  expect(outside.error).toBe('the document is not open as a rule');
});
