import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventRun, Explanation, TestRun } from '../../server/src/lsp/messages.js';
import type { LanguageClient } from '../helpers/language-client.js';
import { createWorkspace, type TestWorkspace } from '../helpers/workspace.js';
import { openRule, pulling, startSession } from './session.js';

const rule = (type: string, rest: string): string => `[metadata]
maturity = "development"

[rule]
name = "A rule"
type = "${type}"
${rest}`;

const query = (text: string): string => `language = "kuery"\nquery = '${text}'\n`;

const rules: Readonly<Record<string, string>> = {
  'rules/terms.toml': rule(
    'new_terms',
    `${query('event.category: authentication')}
[rule.new_terms]
field = "new_terms_fields"
value = ["user.name"]

[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-7d"
`,
  ),
  'rules/threat.toml': rule(
    'threat_match',
    `${query('event.category: network')}threat_query = "*:*"

[[rule.threat_mapping]]

[[rule.threat_mapping.entries]]
field = "source.ip"
type = "mapping"
value = "threat.indicator.ip"
`,
  ),
  'rules/job.toml': rule('machine_learning', 'machine_learning_job_id = "logins"\nanomaly_threshold = 75\n'),
  'rules/filtered.toml': rule(
    'query',
    `${query('event.category: process')}
[[rule.filters]]
query = {match_phrase = {"process.name" = "cron"}}
meta = {negate = true}
`,
  ),
};

const tests: Readonly<Record<string, string>> = {
  'rules/terms.tests.yaml': `defaults: {event.category: authentication}
tests:
  - name: never seen
    history: [{user.name: ann}]
    events: [{user.name: bob}]
    expect: alert
  - name: seen
    history: [{at: -3d, user.name: ann}]
    events: [{user.name: ann}]
    expect: alert
`,
  'rules/threat.tests.yaml': `defaults: {event.category: network}
tests:
  - name: listed
    indicators: [{threat.indicator.ip: 192.0.2.1}]
    events: [{source.ip: 192.0.2.1}]
    expect: alert
  - name: not listed
    indicators: [{threat.indicator.ip: 192.0.2.9}]
    events: [{source.ip: 192.0.2.1}]
    expect: alert
`,
  'rules/job.tests.yaml': `tests:
  - name: unusual
    anomalies: [{job_id: logins, record_score: 80}]
    expect: alert
  - name: not unusual enough
    anomalies: [{job_id: logins, record_score: 60}]
    expect: alert
`,
  'rules/filtered.tests.yaml': `defaults: {event.category: process}
tests:
  - name: not left out
    exceptions: [{entries: [{field: user.name, operator: included, type: match, value: root}]}]
    events: [{process.name: sh, user.name: ann}]
    expect: alert
  - name: left out by the filter
    events: [{process.name: cron}]
    expect: alert
`,
};

let workspace: TestWorkspace;
let client: LanguageClient;

beforeEach(async () => {
  workspace = createWorkspace({
    ...rules,
    ...tests,
    'fixtures/a.ndjson': '{"event":{"category":"network"},"source":{"ip":"192.0.2.1"}}\n',
  });
  client = await startSession(pulling, { workspaceFolders: [{ uri: workspace.uri(), name: 'test' }] });
});
afterEach(() => {
  client.kill();
  workspace.remove();
});

it.each([
  ['rules/terms.tests.yaml', /^user.name="ann": first seen 3 days ago, inside the history window/],
  ['rules/threat.tests.yaml', /^event 0: no indicator has its source.ip/],
  ['rules/job.tests.yaml', /^record_score is 60, so event 0 does not match: record_score \\>= 75/],
  [
    'rules/filtered.tests.yaml',
    /^process.name is "cron", which is excluded, so event 0 does not match: filter 1/,
  ],
])('runs the tests of %s with what they give beside events', async (name, message) => {
  const uri = workspace.uri(name);
  const { outcomes, error } = await client.request<TestRun>('rulewright/runTests', { uri });
  expect(error).toBeUndefined();
  expect(outcomes.map(({ status }) => status)).toEqual(['passed', 'failed']);
  expect(outcomes[1]?.message).toMatch(message);
});

it('explains the query of a rule that compares events with indicators', async () => {
  const uri = workspace.uri('rules/threat.toml');
  openRule(client, uri, rules['rules/threat.toml']!);
  const explanation = await client.request<Explanation>('rulewright/explain', {
    uri,
    event: { uri: workspace.uri('fixtures/a.ndjson'), index: 0 },
  });
  expect(explanation.clauses?.map(({ result, note }) => [result, note])).toEqual([
    ['matched', 'event.category is "network"'],
  ]);
});

it('names events that match a rule for new terms but lie outside of its window', async () => {
  const events = [
    '{"@timestamp":"2026-01-01T10:00:00Z","event":{"category":"authentication"},"user":{"name":"mara"}}',
    '{"@timestamp":"2026-01-01T12:00:00Z","event":{"category":"process"}}',
  ];
  workspace.write('moved.ndjson', `${events.join('\n')}\n`);
  const uri = workspace.uri('rules/terms.toml');
  openRule(client, uri, rules['rules/terms.toml']!);
  const source = { kind: 'files', uris: [workspace.uri('moved.ndjson')] };
  const { alerts, notes } = await client.request<EventRun>('rulewright/runOnEvents', { uri, source });
  expect(alerts).toEqual([]);
  expect(notes).toEqual([
    '1 event matches but is outside the time window, 2026-01-01T11:54:00.000Z to 2026-01-01T12:00:00.000Z: moved.ndjson:1',
  ]);
});
