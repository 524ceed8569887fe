import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventRun, Explanation, NewCase, TestRun } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { saleEvent, shopCheckout, typedConditions } from '../helpers/shop-checkout.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

/**
 * The server runs rules with the checkout's types, even if a request arrives before its schemas have been
 * read.
 */

const tests = `tests:
  - name: a number
    events: [{event.dataset: shop.sales, shop.kind: 10}]
    expect: alert
`;
let workspace: TestWorkspace;
let client: LanguageClient;

beforeAll(async () => {
  workspace = createWorkspace({
    ...shopCheckout,
    'rules/number-in-keyword.tests.yaml': tests,
    // Files of this size are read in a separate thread.
    'large/events.ndjson': `${saleEvent}\n`.repeat(Math.ceil((3 * 1024 * 1024) / saleEvent.length)),
  });
  client = await startSession(
    pulling,
    { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] },
    { ...process.env, XDG_CACHE_HOME: `${workspace.folder}/cache` },
  );
  for (const stem of Object.keys(typedConditions)) {
    const path = `rules/${stem}.toml`;
    openRule(client, workspace.uri(path), shopCheckout[path]!);
  }
});
afterAll(() => {
  client.kill();
  workspace.remove();
});

const ruleUri = (stem: string): string => workspace.uri(`rules/${stem}.toml`);
const run = (stem: string, events: string) =>
  client.request<EventRun>('rulewright/runOnEvents', {
    uri: ruleUri(stem),
    source: { kind: 'files', uris: [workspace.uri(events)] },
  });

it.each(Object.keys(typedConditions))('a run on events: %s', async (stem) => {
  expect((await run(stem, 'rules/events.ndjson')).alerts).toHaveLength(1);
});

it('a run in another thread', async () => {
  const { alerts, events } = await run('number-in-keyword', 'large/events.ndjson');
  expect(events).toBeGreaterThan(1_000);
  expect(alerts).toHaveLength(1_000);
});

it('an explanation says how the type changed a value', async () => {
  const event = { uri: workspace.uri('rules/events.ndjson'), index: 0 };
  const explanation = await client.request<Explanation>('rulewright/explain', {
    uri: ruleUri('number-in-keyword'),
    event,
  });
  expect(explanation.matched).toBe(true);
  expect(explanation.clauses.map(({ note }) => note)).toContain('shop.kind is 10, as keyword "10"');
});

it('a run of tests, and a new case', async () => {
  const uri = workspace.uri('rules/number-in-keyword.tests.yaml');
  const { outcomes } = await client.request<TestRun>('rulewright/runTests', { uri });
  expect(outcomes.map(({ status }) => status)).toEqual(['passed']);
  const events = [{ uri: workspace.uri('rules/events.ndjson'), index: 0 }];
  const added = await client.request<NewCase>('rulewright/addCase', {
    uri: ruleUri('number-in-keyword'),
    events,
  });
  expect(added.edits[0]?.newText).toContain('expect: alert');
});
