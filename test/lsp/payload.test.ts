import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ApiPayload, NewCase } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule =
  '[metadata]\nmaturity = "production"\n[rule]\nname = "One"\nrule_id = "a"\ntype = "eql"\nlanguage = "eql"\nquery = "process where process.name == \\"sh\\""\n';
const alert = {
  '@timestamp': '2026-01-01T00:05:00.000Z',
  event: { category: ['process'], kind: 'signal' },
  process: { name: 'sh' },
  'kibana.alert.rule.uuid': 'u',
  'kibana.alert.original_time': '2026-01-01T00:00:00.000Z',
  'kibana.alert.original_event.kind': 'event',
};

let workspace: TestWorkspace;
let client: LanguageClient;
let uri: string;
beforeEach(async () => {
  workspace = createWorkspace({ 'rules/one.toml': rule, 'alerts.ndjson': `${JSON.stringify(alert)}\n` });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
  uri = workspace.uri('rules/one.toml');
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

const payload = (): Promise<ApiPayload> => client.request('rulewright/payload', { uri });

it('shows an open rule as Kibana accepts it, even while it is unfinished', async () => {
  expect(await payload()).toEqual({ text: '', error: 'the document is not open as a rule' });
  openRule(client, uri, rule);
  expect(JSON.parse((await payload()).text)).toEqual({
    rule_id: 'a',
    name: 'One',
    type: 'eql',
    language: 'eql',
    query: 'process where process.name == "sh"',
    required_fields: [{ name: 'process.name', type: 'keyword', ecs: true }],
  });
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: `${rule}tags = ["x", "` }],
  });
  expect(JSON.parse((await payload()).text)).toMatchObject({ rule_id: 'a' });
});

it('adds the source event of an alert to the tests', async () => {
  openRule(client, uri, rule);
  const added: NewCase = await client.request('rulewright/addCase', {
    uri,
    events: [{ uri: workspace.uri('alerts.ndjson'), index: 0 }],
  });
  expect(added.error).toBeUndefined();
  const written = JSON.stringify(added.edits);
  for (const part of ['kibana', 'signal', '00:05']) expect(written).not.toContain(part);
  for (const part of ['2026-01-01T00:00:00.000Z', 'expect: alert']) expect(written).toContain(part);
  expect(readFileSync(join(workspace.folder, 'rules/one.toml'), 'utf8')).toBe(rule);
});
