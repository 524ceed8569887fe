import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RuleOnStack, StackChoices, StackRun, StackStates } from '../../server/src/lsp/messages.js';
import { startElasticsearch } from '../helpers/fake-stack/elasticsearch.js';
import { type FakeKibana, startKibana } from '../helpers/fake-stack/kibana.js';
import { fakeKey as key, ruleText } from '../helpers/fake-stack/rule-text.js';
import type { FakeServer } from '../helpers/fake-stack/server.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule = (severity: string): string => ruleText({ severity });

let kibana: FakeKibana;
let elasticsearch: FakeServer;
let workspace: TestWorkspace;
let settings: string;
let client: LanguageClient;
let uri: string;

beforeEach(async () => {
  kibana = await startKibana({
    key,
    rules: [
      {
        rule_id: '11111111-1111-4111-8111-111111111111',
        name: 'Cat',
        description: 'Looks for it.',
        author: ['A'],
        license: 'L',
        index: ['logs-*'],
        language: 'kuery',
        risk_score: 21,
        severity: 'high',
        type: 'query',
        query: 'process.name : "cat"\n',
      },
    ],
  });
  elasticsearch = await startElasticsearch({
    key,
    fields: { 'process.name': 'keyword' },
    documents: [
      {
        _index: 'logs-a',
        _id: '1',
        _source: { '@timestamp': '2026-01-01T00:00:00Z', process: { name: 'cat' } },
      },
    ],
  });
  workspace = createWorkspace({
    '.rulewright.yaml': `stacks:\n  production:\n    kibana: ${kibana.url}\n    elasticsearch: ${elasticsearch.url}\n`,
    'rules/cat.toml': rule('low'),
  });
  settings = mkdtempSync(join(tmpdir(), 'rulewright-settings-'));
  const { PATH } = process.env;
  const env = { PATH, XDG_CONFIG_HOME: settings, APPDATA: settings, HOME: settings };
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] }, env);
  uri = workspace.uri('rules/cat.toml');
  openRule(client, uri, rule('low'));
});
afterEach(async () => {
  client.kill();
  workspace.remove();
  rmSync(settings, { recursive: true, force: true });
  await Promise.all([kibana.close(), elasticsearch.close()]);
});

const choices = (): Promise<StackChoices> => client.request('rulewright/stacks', { uri });
const approve = async (): Promise<{ error?: string }> => {
  const { profiles } = await choices();
  return client.request('rulewright/approveStack', {
    uri,
    profile: 'production',
    digest: profiles[0]!.digest,
  });
};
const digest = async (): Promise<string> => (await choices()).profiles[0]!.digest;
const run = async (more: object = {}): Promise<StackRun> =>
  client.request('rulewright/runOnStack', {
    uri,
    profile: 'production',
    digest: await digest(),
    isPreview: false,
    ...more,
  });

it('uses a profile of a file only after it was approved as it is', async () => {
  const { profiles } = await choices();
  expect(profiles).toMatchObject([
    { name: 'production', isApproved: false, hasKey: false, space: 'default' },
  ]);
  expect((await run({ key })).error).toContain('is not approved on this machine');
  workspace.write('.rulewright.yaml', 'stacks:\n  production:\n    kibana: https://other.example.com\n');
  const late = await client.request('rulewright/approveStack', {
    uri,
    profile: 'production',
    digest: profiles[0]!.digest,
  });
  expect(late).toEqual({ error: 'The profile "production" has changed in the meantime. Check it again.' });
  expect([...kibana.seen, ...elasticsearch.seen]).toEqual([]);
});

it('does not send a key to a profile that is another one than the key is for', async () => {
  await approve();
  const other = await run({ key, digest: 'of-another-stack' });
  expect(other.error).toBe('The profile "production" has changed in the meantime. Choose it again.');
  expect(elasticsearch.seen).toEqual([]);
});

it('runs an open rule and returns the events that were found', async () => {
  expect(await approve()).toEqual({});
  expect((await run()).error).toContain('Missing API key for "production".');
  const found = await run({ key });
  expect(found).toMatchObject({ alerts: 1, notes: [] });
  expect(JSON.parse(found.events)).toMatchObject({ _index: 'logs-a', process: { name: 'cat' } });
});

it('reports how the rules of the workspace differ, and the rules that only Kibana has', async () => {
  await approve();
  const states = await client.request<StackStates>('rulewright/stackStates', {
    uri,
    profile: 'production',
    digest: await digest(),
    key,
  });
  expect(states).toEqual({ rules: [{ uri, name: 'Cat', status: 'conflict', keys: ['severity'] }] });
  const there = await client.request<RuleOnStack>('rulewright/ruleOnStack', {
    uri,
    profile: 'production',
    digest: await digest(),
    key,
  });
  expect(there.text).toBe(rule('high'));
});

it("reports a server's answer", async () => {
  await approve();
  const { error } = await run({ key: 'd3Jvbmc6a2V5LXRoYXQtaXMtd3Jvbmc=' });
  expect(error).toMatch(/answered 401: unable to authenticate.* Check the API key/);
});
