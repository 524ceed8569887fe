import { afterEach, expect, it, vi } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pull, pulling, startSession } from './session.js';

let client: LanguageClient | undefined;
let workspace: TestWorkspace | undefined;

afterEach(() => {
  client?.kill();
  workspace?.remove();
});

const rule = (id: string): string => `[metadata]
creation_date = "2026/01/01"
maturity = "production"
updated_date = "2026/01/01"

[rule]
author = ["A"]
description = "D."
language = "eql"
name = "Rule ${id}"
risk_score = 47
rule_id = "00000000-0000-4000-8000-00000000000${id}"
severity = "medium"
type = "eql"
query = '''
process where true
'''
`;

/** Returns the codes of a document's findings. */
async function codes(uri: string): Promise<string[]> {
  return (await pull(client!, uri)).items.map(({ code }) => code);
}

it('an id that another file of the workspace has is found, and forgotten when that file changes', async () => {
  workspace = createWorkspace({
    'rules/a.toml': rule('1'),
    'rules/deep/b.toml': rule('1').replace('Rule 1', 'Other'),
  });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'w' }] });
  const uri = workspace.uri('rules/a.toml');
  openRule(client, uri, rule('1'));
  await vi.waitFor(async () => expect(await codes(uri)).toContain('dup-rule-id'));

  workspace.write('rules/deep/b.toml', rule('2'));
  client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: workspace.uri('rules/deep/b.toml'), type: 2 }],
  });
  await vi.waitFor(async () => expect(await codes(uri)).not.toContain('dup-rule-id'));
});

it('a file counts as it is in the editor', async () => {
  workspace = createWorkspace({ 'rules/a.toml': rule('1'), 'rules/b.toml': rule('2') });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'w' }] });
  const [a, b] = [workspace.uri('rules/a.toml'), workspace.uri('rules/b.toml')];
  openRule(client, a, rule('1'));
  openRule(client, b, rule('2').replace('000000002', '000000001'));
  await vi.waitFor(async () => expect(await codes(a)).toContain('dup-rule-id'));
  expect(await codes(b)).toContain('dup-rule-id');
});

it('formatting returns edits, and none for formatted files', async () => {
  client = await startSession(pulling);
  const uri = 'file:///nowhere/rules/a.toml';
  openRule(
    client,
    uri,
    rule('1').replace('author = ["A"]\n', '').replace('[rule]\n', '[rule]\nname2 = 1\nauthor=["A"]\n'),
  );
  const edits = await client.request<{ newText: string }[]>('textDocument/formatting', {
    textDocument: { uri },
    options: { tabSize: 2, insertSpaces: true },
  });
  expect(edits.map(({ newText }) => newText).join('')).toContain('author = ["A"]\n');
  openRule(client, 'file:///nowhere/rules/b.toml', rule('1'));
  expect(
    await client.request('textDocument/formatting', {
      textDocument: { uri: 'file:///nowhere/rules/b.toml' },
      options: { tabSize: 2, insertSpaces: true },
    }),
  ).toEqual([]);
});

it('says how a rule is checked', async () => {
  workspace = createWorkspace({
    'rules/a.toml': rule('1'),
    'rules/b.toml': rule('2'),
    'other/.rulewright.yaml': 'profile: elastic\n',
    'other/c.toml': rule('3'),
  });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'w' }] });
  const stateOf = (path: string) =>
    client!.request<object>('rulewright/checks', { uri: workspace!.uri(path) });
  await vi.waitFor(async () => expect(await stateOf('rules/a.toml')).toMatchObject({ isIndexing: false }));
  expect(await stateOf('rules/a.toml')).toEqual({ profile: 'default', rules: 3, isIndexing: false });
  expect(await stateOf('other/c.toml')).toEqual({
    profile: 'elastic',
    configuration: 'other/.rulewright.yaml',
    rules: 3,
    isIndexing: false,
  });
});
