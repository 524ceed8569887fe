import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventRun, Explanation, TestRun } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule = (type: string, rest = ''): string => `[metadata]
maturity = "development"

[rule]
name = "Failed sign-ins"
type = "${type}"
language = "kuery"
query = '''
event.outcome: failure and user.name: (a* or root)
'''
${rest}`;
const tests = `defaults: {event.outcome: failure}
tests:
  - name: two names
    events: [{user.name: adele}, {user.name: root}]
    expect: 2
  - name: letter case
    events: [{user.name: Root}]
    expect: alert
`;
const event = (name: string) => JSON.stringify({ event: { outcome: 'failure' }, user: { name } });

let workspace: TestWorkspace;
let client: LanguageClient;

beforeEach(async () => {
  workspace = createWorkspace({
    'rules/query.toml': rule('query'),
    'rules/query.tests.yaml': tests,
    'rules/threshold.toml': rule('threshold', '\n[rule.threshold]\nfield = ["user.name"]\nvalue = 2\n'),
    'fixtures/signins.ndjson': ['adele', 'Root', 'adele', 'root'].map((name) => `${event(name)}\n`).join(''),
  });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

function open(name: string, text: string): string {
  const uri = workspace.uri(name);
  openRule(client, uri, text);
  return uri;
}

it('runs the tests of a rule in KQL', async () => {
  const uri = workspace.uri('rules/query.tests.yaml');
  const { outcomes } = await client.request<TestRun>('rulewright/runTests', { uri });
  expect(outcomes.map(({ status, message }) => [status, message?.split(',')[0]])).toEqual([
    ['passed', undefined],
    ['failed', 'user.name is "Root"'],
  ]);
});

it('runs a rule in KQL on fixtures', async () => {
  const uri = open('rules/query.toml', rule('query'));
  const { alerts } = await client.request<EventRun>('rulewright/runOnEvents', {
    uri,
    source: { kind: 'fixtures' },
  });
  expect(alerts.map(({ events }) => events.map((one) => one?.index))).toEqual([[0], [2], [3]]);
});

it('explains an event, clause by clause', async () => {
  const uri = open('rules/query.toml', rule('query'));
  const explanation = await client.request<Explanation>('rulewright/explain', {
    uri,
    event: { uri: workspace.uri('fixtures/signins.ndjson'), index: 1 },
  });
  expect(explanation.matched).toBe(false);
  expect(explanation.clauses?.map(({ result, note }) => [result, note])).toEqual([
    ['matched', 'event.outcome is "failure"'],
    ['not-matched', 'user.name is "Root", which differs only in case'],
  ]);
});

it('runs a threshold rule on fixtures: the events of a group are one alert', async () => {
  const text = rule('threshold', '\n[rule.threshold]\nfield = ["user.name"]\nvalue = 2\n');
  const uri = open('rules/threshold.toml', text);
  const { alerts } = await client.request<EventRun>('rulewright/runOnEvents', {
    uri,
    source: { kind: 'fixtures' },
  });
  expect(alerts.map(({ events }) => events.map((one) => one?.index))).toEqual([[0, 2]]);
});
