import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { type Diagnostic, openRule, pulling, startSession } from './session.js';

let client: LanguageClient;
let workspace: TestWorkspace;

const rule = (id: string, query: string): string => `[metadata]
creation_date = "2026/01/01"
maturity = "production"
updated_date = "2026/01/01"

[rule]
author = ["A"]
description = "D."
from = "now-9m"
index = ["logs-*"]
language = "eql"
license = "Apache-2.0"
name = "Rule ${id}"
risk_score = 47
rule_id = "00000000-0000-4000-8000-00000000000${id}"
severity = "medium"
type = "eql"
query = '''
${query}
'''
`;
const right = 'process where process.name == "sh"';
const wrong = 'process where proces.name == "sh"';

interface WorkspaceReport {
  readonly items: readonly {
    readonly kind: 'full' | 'unchanged';
    readonly uri: string;
    readonly resultId?: string;
    readonly items?: readonly Diagnostic[];
  }[];
}

/** The result ids that the client has for each file and sends back. */
let had: Map<string, string>;

beforeEach(() => {
  had = new Map();
});
afterEach(() => {
  client?.kill();
  workspace?.remove();
});

async function start(files: Readonly<Record<string, string>>, initializationOptions = {}): Promise<void> {
  workspace = createWorkspace(files);
  client = await startSession(pulling, {
    workspaceFolders: [{ uri: workspace.uri(), name: 'w' }],
    initializationOptions,
  });
}

const ask = () =>
  client.begin<WorkspaceReport>('workspace/diagnostic', {
    previousResultIds: [...had].map(([uri, value]) => ({ uri, value })),
  });

/** Stores a report and returns the codes of the files in it, by file. */
function take({ items }: WorkspaceReport): Record<string, readonly string[]> {
  for (const { uri, resultId, items: found = [] } of items)
    if (resultId !== undefined && found.length > 0) had.set(uri, resultId);
    else had.delete(uri);
  const base = `${workspace.uri()}/`;
  return Object.fromEntries(
    items.map(({ uri, items: found = [] }) => [uri.slice(base.length), found.map(({ code }) => code)]),
  );
}

const changed = (path: string, type = 2) =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: workspace.uri(path), type }] });

it('finds typos in rules that are not open, and omits files without problems', async () => {
  await start({
    'rules/a.toml': rule('1', right),
    'rules/deep/b.toml': rule('2', wrong),
    'rules/Cargo.toml': '[package]\nname = "x"\n',
  });
  expect(take(await ask().answer)).toEqual({ 'rules/deep/b.toml': ['field-unknown'] });
});

it('answers again when a file has changed, with only the new results', async () => {
  await start({ 'rules/a.toml': rule('1', wrong), 'rules/b.toml': rule('2', wrong) });
  expect(Object.keys(take(await ask().answer)).sort()).toEqual(['rules/a.toml', 'rules/b.toml']);
  const second = ask();
  workspace.write('rules/a.toml', rule('1', right));
  changed('rules/a.toml');
  expect(take(await second.answer)).toEqual({ 'rules/a.toml': [] });
});

it('a rule that is compared with the one that changed is checked again', async () => {
  await start({ 'rules/a.toml': rule('1', wrong), 'rules/b.toml': rule('2', right) });
  take(await ask().answer);
  const second = ask();
  workspace.write('rules/b.toml', rule('1', right).replace('Rule 1', 'Rule 2'));
  changed('rules/b.toml');
  expect(take(await second.answer)).toEqual({
    'rules/a.toml': ['dup-rule-id', 'field-unknown'],
    'rules/b.toml': ['dup-rule-id'],
  });
});

it('a file that is gone has no problems any more', async () => {
  await start({ 'rules/a.toml': rule('1', wrong) });
  take(await ask().answer);
  const second = ask();
  workspace.removeFile('rules/a.toml');
  changed('rules/a.toml', 3);
  expect(take(await second.answer)).toEqual({ 'rules/a.toml': [] });
});

it('an open rule is left to its own request until it is closed', async () => {
  await start({ 'rules/a.toml': rule('1', wrong), 'rules/b.toml': rule('2', wrong) });
  openRule(client, workspace.uri('rules/a.toml'), rule('1', wrong));
  expect(Object.keys(take(await ask().answer))).toEqual(['rules/b.toml']);
  const second = ask();
  client.notify('textDocument/didClose', { textDocument: { uri: workspace.uri('rules/a.toml') } });
  expect(take(await second.answer)).toEqual({ 'rules/a.toml': ['field-unknown'] });
});

it('rules that the configuration ignores are not checked', async () => {
  await start({
    '.rulewright.yaml': 'ignore: [drafts/**]\n',
    'drafts/a.toml': rule('1', wrong),
    'b.toml': rule('2', wrong),
  });
  expect(Object.keys(take(await ask().answer))).toEqual(['b.toml']);
});

it('a setting turns it off, and clears earlier diagnostics', async () => {
  await start({ 'rules/a.toml': rule('1', wrong) });
  take(await ask().answer);
  const second = ask();
  client.notify('workspace/didChangeConfiguration', {
    settings: { rulewright: { workspaceDiagnostics: false } },
  });
  expect(take(await second.answer)).toEqual({ 'rules/a.toml': [] });
});

it('a request that nobody waits for any more ends', async () => {
  await start({ 'rules/a.toml': rule('1', right) });
  const { id, answer } = ask();
  client.notify('$/cancelRequest', { id });
  expect(await answer).toEqual({ items: [] });
});
