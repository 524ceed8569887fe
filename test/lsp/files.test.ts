import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { ChecksState, TestFileOverview, TestRun } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { canLink, hasPipes } from '../helpers/links.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { ruleText } from '../systems/project-files.js';
import { openRule, pull, pulling, startSession } from './session.js';

let client: LanguageClient | undefined;
let workspace: TestWorkspace | undefined;
afterEach(() => {
  client?.kill();
  workspace?.remove();
});

/** Starts a server for a folder of the workspace and waits until its rules are read. */
async function startIn(folder: string): Promise<void> {
  const uri = workspace!.uri(folder);
  client = await startSession(pulling, { workspaceFolders: [{ uri, name: 'w' }] });
  await vi.waitFor(async () =>
    expect(await client!.request<ChecksState>('rulewright/checks', { uri })).toMatchObject({
      isIndexing: false,
    }),
  );
}

async function codes(uri: string): Promise<string[]> {
  return (await pull(client!, uri)).items.map(({ code }) => code);
}

const testsOf = (rule: string): string =>
  `rule: ${rule}\ntests:\n  - {name: a, events: [{process.name: a}], expect: no alert}\n`;

it.runIf(hasPipes && canLink)(
  'reads no pipes, and no files that a link leads out of the workspace to',
  async () => {
    workspace = createWorkspace({
      'project/rules/a.toml': ruleText(1),
      'project/rules/b.TOML': ruleText(2),
      'outside/c.toml': ruleText(3),
    });
    const { folder } = workspace;
    execFileSync('mkfifo', [join(folder, 'project/rules/pipe.toml')]);
    symlinkSync(join(folder, 'outside/c.toml'), join(folder, 'project/rules/c.toml'));
    symlinkSync('/dev/zero', join(folder, 'project/rules/endless.toml'));
    await startIn('project');
    const uri = workspace.uri('project/rules/a.toml');
    openRule(client!, uri, ruleText(1));
    expect(await client!.request('rulewright/checks', { uri })).toMatchObject({ rules: 2 });
    client!.notify('workspace/didChangeWatchedFiles', {
      changes: ['pipe', 'c', 'endless'].map((name) => ({
        uri: workspace!.uri(`project/rules/${name}.toml`),
        type: 2,
      })),
    });
    expect(await codes(uri)).toEqual([]);
    expect(await client!.request('rulewright/checks', { uri })).toMatchObject({ rules: 2 });
  },
);

it.each([
  ['../../outside/c.toml', /is outside the project, so it is not read/],
  ['pipe.toml', /"pipe.toml" is not a file/],
  ['/dev/zero', /"\/dev\/zero" is absolute/],
  ['nowhere.toml', /^rules\/nowhere.toml does not exist$/],
])('tells why the rule %s of a test file is not read', async (rule, message) => {
  workspace = createWorkspace({ 'project/rules/x.tests.yaml': testsOf(rule), 'outside/c.toml': ruleText(3) });
  if (hasPipes) execFileSync('mkfifo', [join(workspace.folder, 'project/rules/pipe.toml')]);
  else mkdirSync(join(workspace.folder, 'project/rules/pipe.toml'));
  await startIn('project');
  const uri = workspace.uri('project/rules/x.tests.yaml');
  expect((await client!.request<TestRun>('rulewright/runTests', { uri })).error).toMatch(message);
});

it('reports a missing rule, also in a linked workspace', async () => {
  workspace = createWorkspace({
    'project/rules/x.tests.yaml': testsOf('nowhere.toml'),
    'project/rules/a.toml': ruleText(1),
  });
  symlinkSync(join(workspace.folder, 'project'), join(workspace.folder, 'linked'), 'junction');
  await startIn('linked');
  const uri = workspace.uri('linked/rules/x.tests.yaml');
  expect(await client!.request<TestFileOverview>('rulewright/testCases', { uri })).toMatchObject({
    error: 'rules/nowhere.toml does not exist',
  });
});

it('compares with no rules that the configuration ignores, as on the command line', async () => {
  workspace = createWorkspace({
    'rules/a.toml': ruleText(1),
    'drafts/a2.toml': ruleText(1, 'Draft'),
    '.rulewright.yaml': 'ignore: [drafts/**]\n',
  });
  await startIn('');
  const uri = workspace.uri('rules/a.toml');
  openRule(client!, uri, ruleText(1));
  expect(await codes(uri)).toEqual([]);
  workspace.write('.rulewright.yaml', 'ignore: []\n');
  client!.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: workspace.uri('.rulewright.yaml'), type: 2 }],
  });
  await vi.waitFor(async () => expect(await codes(uri)).toEqual(['dup-rule-id']));
});
