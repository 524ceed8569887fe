import { rule } from './sample-files.js';

const signIn = (time: string, user: string): string =>
  JSON.stringify({ '@timestamp': time, event: { category: 'authentication' }, user: { name: user } });

const visit = (link: string, address: string): string =>
  JSON.stringify({
    '@timestamp': '2026-01-10T00:00:00Z',
    event: { category: 'network' },
    url: { full: link },
    source: { ip: address },
  });

/** Rules that read more than events, with their test files and the files they read. */
export const ruleTypeFiles: Readonly<Record<string, string>> = {
  'types/first_sign_in.toml': rule({
    name: 'First Sign-in',
    id: '4b6e0f43-2a55-4b5e-9d0a-7f0b6d3f1a01',
    query: 'event.category: authentication',
    type: 'new_terms',
    language: 'kuery',
  }).concat(
    '\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n',
    '\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n',
  ),
  'types/first_sign_in.tests.yaml': `defaults: {event.category: authentication}
tests:
  - name: never seen
    history: [{at: -2d, user.name: pavel}]
    events: [{at: 0s, user.name: mara}]
    expect: alert
  - name: seen three days ago
    history: [{at: -3d, user.name: mara}]
    events: [{at: 0s, user.name: mara}]
    expect: alert
    todo: shows when the values were first seen
`,
  'types/listed_link.toml': rule({
    name: 'Listed Link',
    id: '4b6e0f43-2a55-4b5e-9d0a-7f0b6d3f1a02',
    query: 'event.category: network',
    type: 'threat_match',
    language: 'kuery',
  }).concat(
    `threat_index = ["logs-ti_*"]
threat_language = "kuery"
threat_query = 'event.kind: enrichment'

[[rule.threat_mapping]]

[[rule.threat_mapping.entries]]
field = "url.full"
type = "mapping"
value = "threat.indicator.url.full"

[[rule.threat_mapping.entries]]
field = "source.ip"
type = "mapping"
value = "threat.indicator.ip"
`,
  ),
  'types/listed_link.tests.yaml': `defaults: {event.category: network}
tests:
  - name: both entries match
    indicators:
      - {event.kind: enrichment, threat.indicator: {url.full: "https://a.example/x", ip: 192.0.2.1}}
    events: [{url.full: "https://a.example/x", source.ip: 192.0.2.1}]
    expect: alert
  - name: the second entry differs
    indicators:
      - {event.kind: enrichment, threat.indicator: {url.full: "https://b.example/", ip: 192.0.2.1}}
      - {event.kind: enrichment, threat.indicator: {url.full: "https://a.example/x", ip: 192.0.2.9}}
    events: [{url.full: "https://a.example/x", source.ip: 192.0.2.1}]
    expect: alert
    todo: shows which entry differs
`,
  'types/unusual.toml': rule({
    name: 'Unusual',
    id: '4b6e0f43-2a55-4b5e-9d0a-7f0b6d3f1a04',
    query: '',
    type: 'machine_learning',
    language: '',
  })
    .replace(/^(?:index|language) = .*\n/gm, '')
    .replace(/^query = '''[\s\S]*?'''$/m, 'anomaly_threshold = 75\nmachine_learning_job_id = "rare_names"'),
  'types/unusual.tests.yaml': `defaults: {job_id: rare_names}
tests:
  - name: unusual
    anomalies: [{record_score: 75}]
    expect: alert
  - name: not unusual enough
    anomalies: [{record_score: 74}]
    expect: alert
    todo: shows the score
`,
  'inputs/all.expectations.yaml': `defaults: {unexpected: warn}
expectations:
  - {rule: Container Tool, exactly: 0}
  - {rule: Container Tol, exactly: 1}
  - {rule: rules/cloud.toml, file: fixtures/*, at_least: 1}
`,
  'inputs/anomalies.ndjson': [
    '{"job_id":"rare_names","result_type":"record","record_score":60,"is_interim":false,"timestamp":1767225600000}',
    '{"job_id":"rare_names","result_type":"record","record_score":91,"is_interim":false,"timestamp":1767225660000}',
    '',
  ].join('\n'),
  'types/rated.toml': rule({
    name: 'Rated',
    id: '4b6e0f43-2a55-4b5e-9d0a-7f0b6d3f1a03',
    query: 'event.category: process',
    type: 'query',
    language: 'kuery',
  }).concat(
    `max_signals = 2
rule_name_override = "message"

[rule.alert_suppression]
group_by = ["host.name"]
missing_fields_strategy = "suppress"

[[rule.severity_mapping]]
field = "user.name"
operator = "equals"
value = "root"
severity = "critical"

[[rule.filters]]
query = {match_phrase = {"process.name" = "cron"}}
meta = {negate = true}
`,
  ),
  'inputs/exceptions.ndjson': [
    '{"list_id":"trusted","name":"Trusted","type":"detection"}',
    '{"item_id":"1","name":"host b","type":"simple","entries":[{"field":"host.name","operator":"included","type":"match","value":"b"}]}',
    '{"exported_exception_list_count":1,"exported_exception_list_item_count":1}',
    '',
  ].join('\n'),
  'inputs/rated.ndjson': [
    { time: '11:00:00', host: 'a', user: 'ann' },
    { time: '11:51:00', host: 'a', user: 'ann' },
    { time: '11:52:00', host: 'a', user: 'root' },
    { time: '11:53:00', host: 'b', user: 'root', message: 'Worm found' },
    { time: '11:54:00', host: 'c', user: 'ann' },
    { time: '11:55:00', host: 'd', user: 'ann', process: 'cron' },
    { time: '12:00:00', host: 'e', user: 'ann', index: 'metrics-process' },
  ]
    .map(({ time, host, user, message, process, index = 'logs-process' }) =>
      JSON.stringify({
        _index: index,
        '@timestamp': `2026-01-10T${time}Z`,
        event: { category: 'process' },
        host: { name: host },
        user: { name: user },
        message,
        process: { name: process },
      }),
    )
    .join('\n'),
  'inputs/sign-ins.ndjson': [
    signIn('2026-01-10T00:00:00Z', 'mara'),
    signIn('2026-01-10T00:01:00Z', 'pavel'),
    '',
  ].join('\n'),
  'inputs/earlier-sign-ins.ndjson': [
    signIn('2026-01-07T00:00:00Z', 'mara'),
    signIn('2025-12-30T00:00:00Z', 'pavel'),
    '',
  ].join('\n'),
  'inputs/visits.ndjson': [
    visit('https://a.example/x', '192.0.2.1'),
    visit('https://b.example/', '192.0.2.1'),
    '',
  ].join('\n'),
  'inputs/indicators.ndjson': [
    '{"_id":"i1","event":{"kind":"enrichment"},"threat":{"indicator":{"url":{"full":"https://a.example/x"},"ip":"192.0.2.1","provider":"example"}}}',
    '{"_id":"i2","event":{"kind":"enrichment"},"threat":{"indicator":{"url":{"full":"https://b.example/"},"ip":"192.0.2.7"}}}',
    '',
  ].join('\n'),
};
