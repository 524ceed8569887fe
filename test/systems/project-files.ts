import type { SystemName } from './bundles.js';

/** Returns a rule without findings and with a unique id. */
export function ruleText(number: number, name = `Rule ${number}`): string {
  return `[metadata]
creation_date = "2026/01/01"
maturity = "production"
updated_date = "2026/01/01"

[rule]
author = ["A"]
description = "D."
language = "eql"
name = "${name}"
note = """
## Triage

!{osquery{"label":"Name","query":"SELECT '{{process.name}}'"}}
"""
risk_score = 47
rule_id = "00000000-0000-4000-8000-00000000000${number}"
severity = "medium"
type = "eql"
query = '''
process where process.name == "kubectl"
'''
`;
}

export const sequenceText = ruleText(3, 'Two steps').replace(
  /query = '''[^']*'''/,
  `query = '''
sequence by host.id with maxspan=1m
  [process where process.name == "a"]
  [process where process.name == "b"]
'''`,
);

export const testsText = `tests:
  - name: kubectl
    events: [{event.category: process, process.name: kubectl}]
    expect: alert
  - name: fails
    events: [{event.category: process, process.name: bash}]
    expect: alert
`;

export const sequenceTests = `tests:
  - name: both
    events:
      - {event.category: process, process.name: a, host.id: h}
      - {event.category: process, process.name: b, host.id: h}
    expect: alert
`;

export const events = '{"event":{"category":"process"},"process":{"name":"kubectl"}}\n';

/** A file name as macOS stores it. */
export const umlauts = 'überwachung'.normalize('NFD');

export const projectFiles: Readonly<Record<string, string>> = {
  'rules/first.toml': ruleText(1),
  'rules/first.tests.yaml': testsText,
  [`rules/${umlauts}.toml`]: ruleText(2),
  [`rules/${umlauts}.tests.yaml`]: testsText,
  'rules/deep/sequence.toml': sequenceText,
  'rules/deep/sequence.tests.yaml': sequenceTests,
  'fixtures/events.ndjson': events,
};

/** The path of the project on each system. */
export const projects: readonly (readonly [SystemName, string])[] = [
  ['windows', 'C:\\Users\\Jörg\\R&D (neu)+x'],
  ['windows', '\\\\server\\share\\Team rules'],
  ['macos', '/Users/jörg/R&D (neu)+x'],
];
