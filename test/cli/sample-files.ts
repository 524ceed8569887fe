/** Files for the tests of the command line, by their path in a separate folder. */
export const sampleFiles: Readonly<Record<string, string>> = {
  'rules/container_tool.toml': rule({
    name: 'Container Tool',
    id: '5f7f0e0a-3d3a-4f55-9d4e-0c3f9a6d7b11',
    query: `process where host.os.type == "linux" and event.type == "start" and
  process.entry_leader.entry_meta.type == "container" and process.name in ("docker", "kubectl")`,
    note: '## Triage and analysis\n\nSee what `kubectl` was used for.',
  }),
  'rules/container_tool.tests.yaml': `defaults:
  event: {category: process, type: start}
  host.os.type: linux
  process.entry_leader.entry_meta.type: container
tests:
  - name: kubectl in a container
    events: [{process.name: kubectl}]
    expect: alert
  - name: bash in a container
    events: [{process.name: bash}]
    expect: no alert
`,
  'rules/download_then_run.toml': rule({
    name: 'Download Then Run',
    id: '0b6d6f0f-5c0e-4e4f-8a0c-6b1a35f5b0d2',
    query: `sequence by host.id with maxspan=1m
  [process where process.name == "curl"]
  [process where process.executable : "/tmp/*"]`,
  }),
  'rules/nested/misspelt.toml': rule({
    name: 'Misspelt',
    id: 'c2d1b7f1-8a35-4f0c-9a8e-2f1f1b2a3c4d',
    query:
      'process where proces.name == "cmd.exe" and event.type == "strat" and process.args in ("/c*", "x")',
  }),
  'rules/cloud.toml': rule({
    name: 'Cloud',
    id: 'f8a3b1de-9c1b-4b51-9a55-1f0d7a8e9c77',
    query: 'event.dataset: "aws.cloudtrail"',
    type: 'query',
    language: 'kuery',
  }),
  'rules/cloud.tests.yaml': `tests:
  - name: an event of CloudTrail
    events: [{event.dataset: aws.cloudtrail}]
    expect: alert
`,
  'grouped/often.toml': rule({
    name: 'Often',
    id: '7c1f9d2a-41c5-4b8e-8a3c-5f0b9e6d2c66',
    query: 'event.category: process and not process.name: docker',
    type: 'threshold',
    language: 'kuery',
  }).concat('\n[rule.threshold]\nfield = ["process.name"]\nvalue = 2\n'),
  'grouped/often.tests.yaml': `defaults: {event.category: process}
tests:
  - name: the same name twice
    events: [{process.name: curl}, {process.name: bash}, {process.name: [bash, sh]}]
    expect: {alerts: [[1, 2]]}
  - name: one name each
    events: [{process.name: curl}, {process.name: bash}, {process: {pid: 4}}]
    expect: alert
    todo: shows how a group is explained
`,
  'pipeline/rows.toml': rule({
    name: 'Rows',
    id: '2a4f0c11-6a1e-4a70-9f0b-1d0f3f7a6b55',
    query: `from logs-aws.cloudtrail-* metadata _id, _version, _index
| where event.action == "ConsoleLogin"
| sample 0.5
| keep _id, _version, _index, event.action`,
    type: 'esql',
    language: 'esql',
  }).replace('index = ["logs-*"]\n', ''),
  'pipeline/hosts.toml': rule({
    name: 'One tool on several hosts',
    id: '5f8f2d3c-0a3b-4c65-8e0a-0c4f1b2f9d10',
    query: `from logs-*
| where event.category == "process" and process.name like "kube*"
| stats Esql.hosts = count_distinct(host.id), Esql.names = values(process.name) by user.name
| where Esql.hosts > 1
| keep user.name, Esql.*`,
    type: 'esql',
    language: 'esql',
  }).replace('index = ["logs-*"]\n', ''),
  'pipeline/logins.ndjson': [
    {
      event: { category: 'process' },
      process: { name: 'kubectl' },
      host: { id: 'a' },
      user: { name: 'ann' },
    },
    {
      event: { category: ['process', 'file'] },
      process: { name: 'kubectl' },
      host: { id: 'b' },
      user: { name: 'ann' },
    },
    {
      event: { category: 'process' },
      process: { name: 'kubelet' },
      host: { id: 'c' },
      user: { name: 'ann' },
    },
    {
      event: { category: 'process' },
      process: { name: 'kubelet' },
      host: { id: 'c' },
      user: { name: 'bob' },
    },
  ]
    .map((event) => JSON.stringify(event))
    .join('\n'),
  'pipeline/rows.tests.yaml': `tests:
  - name: a login
    events: [{event.action: ConsoleLogin}]
    expect: alert
`,
  'rules/Cargo.toml': '[package]\nname = "no-rule"\n',
  'failing/tool.tests.yaml': `rule: ../rules/container_tool.toml
defaults: {event: {category: process, type: start}, host.os.type: linux}
tests:
  - name: passes
    events: [{process: {name: docker, entry_leader.entry_meta.type: container}}]
    expect: alert
  - name: another letter case
    events: [{process: {name: Docker, entry_leader.entry_meta.type: container}}]
    expect: alert
  - name: too much
    events:
      - process: {name: bash, entry_leader.entry_meta.type: container}
      - process: {name: docker, entry_leader.entry_meta.type: container}
    expect: no alert
  - name: wrong events
    events:
      - process: {name: docker, entry_leader.entry_meta.type: container}
      - process: {name: kubectl, entry_leader.entry_meta.type: container}
    expect: {alerts: 1, events: [0]}
  - name: known to fail
    events: [{process.name: podman}]
    expect: alert
    todo: add podman
  - name: mended
    events: [{process.name: podman}]
    expect: no alert
    todo: see whether it stays so
  - name: no such file
    events_from: nowhere.ndjson
    expect: alert
`,
  'faults/tool.toml': rule({
    name: 'Faults',
    id: '0c7f4c1e-54a4-4a55-8b7e-3b0f0d1e6c11',
    query: 'process where process.name == "docker"',
  }),
  'faults/tool.tests.yaml': `defaults: {event.category: process}
tests:
  - name: a name that no field has
    events: [{proces.name: docker}]
    expect: no alert
  - name: no events
    evnts: [{process.name: docker}]
    expect: alert
`,
  'faults/lost.tests.yaml': `rule: nowhere.toml
tests:
  - name: of a rule that is gone
    events: [{process.name: docker}]
    expect: alert
`,
  'begun/rule.toml': '[rule]\nname = "Begun"\n',
  'unformatted/keys.toml': rule({
    name: 'Keys',
    id: '6d0f6a0f-55a6-4b58-8d55-8a3f2a0a9b44',
    query: 'process where process.name == "docker"',
  })
    .replace('severity = "low"\ntype = "eql"', 'type   =   "eql"\nseverity="low" # for now')
    .replace('["logs-*"]', "[ 'logs-*' ]"),
  'with-fixtures/tool.toml': rule({
    name: 'Tool',
    id: 'a3c0a0b5-0a5b-4d4e-8f59-0d5a3f8f7b22',
    query: 'process where process.name == "docker"',
  }),
  'with-fixtures/fixtures/tool.ndjson': `${process('2026-01-01T00:00:00Z', 'docker', '/usr/bin/docker', 'init')}\n`,
  'with-fixtures/unrelated.json': `${process('2026-01-01T00:00:00Z', 'docker', '/usr/bin/docker', 'container')}\n`,
  'fixtures/processes.ndjson': [
    process('2026-01-01T00:00:00Z', 'curl', '/usr/bin/curl', 'container'),
    process('2026-01-01T00:00:20Z', 'kubectl', '/tmp/kubectl', 'container'),
    process('2026-01-01T00:00:25Z', 'kubectl', '/usr/bin/kubectl', 'sshd'),
    '',
  ].join('\n'),
  'fixtures/more/single.json': `${process('2026-01-01T00:02:00Z', 'docker', '/usr/bin/docker', 'container')}\n`,
};

interface RuleParts {
  readonly name: string;
  readonly id: string;
  readonly query: string;
  readonly type?: string;
  readonly language?: string;
  readonly note?: string;
}

/** Returns a rule around a query, without findings except in the query. */
export function rule({ name, id, query, type = 'eql', language = 'eql', note }: RuleParts): string {
  return `[metadata]
creation_date = "2026/01/12"
maturity = "production"
updated_date = "2026/01/12"

[rule]
author = ["Rulewright"]
description = "An example."
from = "now-9m"
index = ["logs-*"]
language = "${language}"
license = "Apache-2.0"
name = "${name}"
${note === undefined ? '' : `note = """${note}"""\n`}risk_score = 21
rule_id = "${id}"
severity = "low"
type = "${type}"
query = '''
${query}
'''
`;
}

function process(time: string, name: string, executable: string, entry: string): string {
  return JSON.stringify({
    '@timestamp': time,
    event: { category: 'process', type: 'start' },
    host: { id: 'h1', os: { type: 'linux' } },
    process: { name, executable, entry_leader: { entry_meta: { type: entry } } },
  });
}
