import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  Explanation,
  RuleOverview,
  SequencePicture,
  ViewSource,
} from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule = `[metadata]
maturity = "development"

[rule]
name = "Login after failures"
type = "eql"
language = "eql"
query = '''
sequence by user.name with maxspan=1m
  [authentication where event.outcome == "failure"]
  ![authentication where event.action == "reset"]
  [authentication where event.outcome == "success"]
until [authentication where event.action == "locked"]
'''
`;
const tests = `defaults: {event.category: authentication, user.name: eve}
tests:
  - name: too late
    events:
      - {at: 0s, event.outcome: failure}
      - {at: 90s, event.outcome: success}
    expect: alert
`;

function login(second: number, user: string, outcome: string, action = 'login'): string {
  return JSON.stringify({
    '@timestamp': new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
    event: { category: 'authentication', outcome, action },
    user: { name: user },
  });
}
const events = [
  login(0, 'alice', 'failure'),
  login(5, 'alice', 'success'),
  login(10, 'bob', 'failure'),
  login(20, 'bob', 'unknown', 'reset'),
  login(30, 'bob', 'success'),
  login(40, 'carol', 'failure'),
  login(50, 'carol', 'unknown', 'locked'),
  login(60, 'dave', 'failure'),
  login(130, 'dave', 'success'),
];

let workspace: TestWorkspace;
let client: LanguageClient;
let uri: string;

beforeEach(async () => {
  workspace = createWorkspace({
    'rules/login.toml': rule,
    'rules/login.tests.yaml': tests,
    'fixtures/logins.ndjson': `${events.join('\n')}\n`,
  });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
  uri = workspace.uri('rules/login.toml');
  openRule(client, uri, rule);
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

const ask = (source: ViewSource) => client.request<SequencePicture>('rulewright/sequence', { uri, source });

/** Summarises a lane: its key, how it ended, and its events with their roles and the steps they match. */
const short = ({ lanes }: SequencePicture) =>
  lanes.map(({ key, complete, events: found }) => [
    key,
    complete,
    found.map(({ index, role, steps, stops }) => `${index} ${role} ${steps.join()}${stops ? ' stops' : ''}`),
  ]);

it('shows one lane for each key, with the role of each event', async () => {
  const picture = await ask({ kind: 'fixtures' });
  expect(picture).toMatchObject({
    title: 'Login after failures',
    source: 'fixtures/logins.ndjson',
    events: 9,
    keyFields: ['user.name'],
    maxspan: '1m',
    until: '[authentication where event.action == "locked"]',
  });
  expect(picture.steps.map(({ number, missing, matched }) => [number, missing, matched])).toEqual([
    [1, false, 4],
    [2, true, 1],
    [3, false, 3],
  ]);
  expect(short(picture)).toEqual([
    ['alice', true, ['0 reached 1', '1 reached 3']],
    ['bob', false, ['2 reached 1', '3 missing 2 stops', '4 reached 3']],
    ['carol', false, ['5 reached 1', '6 until  stops']],
    ['dave', false, ['7 reached 1', '8 match 3 stops']],
  ]);
  expect(picture.lanes.map(({ reason }) => reason)).toEqual([
    'all steps matched',
    'event 3 occurred, which must be missing',
    'event 6 matches the until step and ended the sequence',
    'event 8 matches step 3, but came 10s after the maxspan of 1m had ended',
  ]);
  expect(picture.lanes[3]!.deadline).toBe(Date.UTC(2026, 0, 1, 0, 2, 0));
  expect(picture.lanes[3]!.events[1]).toMatchObject({
    uri: workspace.uri('fixtures/logins.ndjson'),
    range: { start: { line: 8 } },
  });
});

it('shows the events of a test, each where it is written', async () => {
  const testFile = workspace.uri('rules/login.tests.yaml');
  const picture = await ask({ kind: 'test', testFile, index: 0 });
  expect(picture.source).toBe('test: too late');
  expect(short(picture)).toEqual([['eve', false, ['0 reached 1', '1 match 3 stops']]]);
  expect(picture.lanes[0]!.events.map((one) => [one.uri, one.range.start.line])).toEqual([
    [testFile, 4],
    [testFile, 5],
  ]);
});

it('follows the text in the editor', async () => {
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: rule.replace('maxspan=1m', 'maxspan=5m') }],
  });
  const picture = await ask({ kind: 'fixtures' });
  expect(picture.lanes.filter(({ complete }) => complete).map(({ key }) => key)).toEqual(['alice', 'dave']);
});

it('comes with the explanation of an event', async () => {
  const event = { uri: workspace.uri('fixtures/logins.ndjson'), index: 8 };
  const { sequence, clauses } = await client.request<Explanation>('rulewright/explain', { uri, event });
  expect(sequence?.lanes).toHaveLength(4);
  expect(clauses.length).toBeGreaterThan(0);
});

it('reports which rules are sequences', async () => {
  expect(await client.request<RuleOverview>('rulewright/rule', { uri })).toMatchObject({ isSequence: true });
});

it.each([
  ['the query is not a sequence', rule.replace(/sequence[\s\S]*'''/, "any where true\n'''")],
  ['the rule has no query', rule.replace('query =', 'note =')],
])('says why there is no picture: %s', async (message, text) => {
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text }],
  });
  expect((await ask({ kind: 'fixtures' })).error).toBe(message);
});
