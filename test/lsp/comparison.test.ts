import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Comparison } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule = (query: string): string =>
  `[metadata]\n[rule]\nname = "One"\ntype = "eql"\nlanguage = "eql"\nquery = '''\n${query}\n'''\n`;
const committed = rule('any where user.name == "a"');

let workspace: TestWorkspace;
let client: LanguageClient;
let uri: string;

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  execFileSync('git', [...identity, ...args], {
    cwd: workspace.folder,
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: 'ignore',
  });
}

beforeEach(async () => {
  workspace = createWorkspace({
    'rules/one.toml': committed,
    'rules/one.tests.yaml': 'tests:\n  - name: b\n    events: [{user.name: b}]\n    expect: no alert\n',
  });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
  uri = workspace.uri('rules/one.toml');
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

const compare = async (text: string): Promise<Comparison> => {
  openRule(client, uri, text);
  return client.request('rulewright/compare', { uri });
};

it('counts events and tests that raise an alert in one version only', async () => {
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'One');
  const comparison = await compare(rule('any where user.name in ("a", "b")'));
  expect(comparison).toMatchObject({ differs: true, gained: 2, lost: 0 });
  expect(comparison.lines).toEqual([
    'rule.query: +1 −1 lines',
    'alerts: wider: all events that raised alerts still do, and others may',
    '+ raises an alert now, decided by user.name == "a":',
    '    user.name: "b"',
    'test "b": 0 → 1 alerts',
  ]);
});

it('differs in nothing where only spaces do, or git does not know the rule', async () => {
  const alike = { differs: false, gained: 0, lost: 0, lines: [] };
  expect(await compare(rule('any where user.name == "b"'))).toEqual(alike);
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'One');
  client.notify('textDocument/didClose', { textDocument: { uri } });
  expect(await compare(rule('any where user.name  ==  "a"'))).toEqual(alike);
});
