import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseToml } from '../toml/document.js';
import type { Place } from '../toml/places.js';
import { defaultConfiguration } from './configuration.js';
import { lintRule } from './run.js';

const folder = 'rules';
const rules = readdirSync(folder)
  .filter((file) => file.endsWith('.toml'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));

/** Values of every kind, most of them where no key takes them. */
const values = [
  '{}',
  '{ a = 1 }',
  '[]',
  '[[]]',
  '[{}]',
  '[{ a = [1] }, "x", 1]',
  '""',
  '" "',
  '"constructor"',
  '0',
  '-1',
  '1.5',
  'nan',
  '99999999999999999999',
  'true',
  '2020-01-01',
  '2020-01-01T00:00:00Z',
];

/** Tables in lines, so that each of them is a value that another can stand in place of. */
const inline = `[metadata]
creation_date = "2026/01/02"
updated_date = "2026/01/03"
maturity = "production"
integration = ["windows"]
min_stack_version = "8.5.0"
deprecation_date = "2026/01/03"
os_type_list = ["windows"]
query_schema_validation = true
bypass_bbr_timing = false
[rule]
name = "Program of Nobody"
rule_id = "5b3a1c9e-7d42-4f0b-9a51-3c8e2d7f6a10"
type = "TYPE"
language = "kuery"
query = "process.name : a and not process.name : a"
index = ["logs-*", "winlogbeat-*"]
author = ["Nobody"]
license = "Elastic License v2"
description = "Programs of nobody."
severity = "low"
risk_score = 21
from = "now-9m"
to = "now"
interval = "5m"
max_signals = 2000
tags = ["Tactic: Executon", "Data Source: Elastic Defend", "OS: MacOS"]
references = ["https://example.org"]
note = "## Triage\\n!{osquery{\\"query\\": \\"select 1\\"}}"
setup = "## Setup"
building_block_type = "default"
timestamp_override = "event.ingested"
timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"
timeline_title = "Other"
anomaly_threshold = 50
machine_learning_job_id = ["a"]
data_view_id = "a"
event_category_override = "event.category"
saved_id = "a"
version = 2
throttle = "1h"
meta = { a = 1 }
risk_score_mapping = [{ field = "a.b", operator = "equals", value = "", risk_score = 1 }]
severity_mapping = [{ field = "a.b", operator = "equals", value = "1", severity = "low" }]
investigation_fields = { field_names = ["host.name", ""] }
exceptions_list = [{ id = "a", list_id = "b", type = "detection", namespace_type = "single" }]
actions = [{ action_type_id = ".cases", id = "a", group = "default", params = {}, frequency = { summary = true } }]
response_actions = [{ action_type_id = ".endpoint", params = { command = "isolate" } }]
required_fields = [{ name = "host.name", type = "keyword", ecs = true }]
related_integrations = [{ package = "windows", version = "^1.0.0", integration = "a" }]
filters = [{ meta = { negate = false }, query = { match_phrase = { "event.code" = "1" } } }]
alert_suppression = { group_by = ["host.id", ""], missing_fields_strategy = "suppress", duration = { value = 1, unit = "m" } }
threshold = { field = ["a", "b", "c", "d"], value = 1, cardinality = [{ field = "a", value = 1 }] }
new_terms = { field = "new_terms_fields", value = ["host.id", "host.id"], history_window_start = [{ field = "history_window_start", value = "now-7m" }] }
threat_index = ["a"]
threat_query = "a : *"
threat_filters = [{ meta = {} }]
threat_indicator_path = "threat.indicator"
threat_mapping = [{ entries = [{ field = "a.b", type = "mapping", value = "c.d" }, { field = "a.b", type = "mapping", value = "c.d", negate = true }] }]
threat_mappings = [{ framework = "MITRE ATT&CK", version = "19", threat = [{ framework = "MITRE ATT&CK", tactic = { id = "TA0002", name = "Execution", reference = "https://attack.mitre.org/tactics/TA0002/" } }] }]
threat = [
  { framework = "MITRE ATT&CK", tactic = { id = "TA0003", name = "Persistence", reference = "https://attack.mitre.org/tactics/TA0003/" }, technique = [
    { id = "T1059", name = "Interpreter", reference = "https://attack.mitre.org/techniques/T1059/", subtechnique = [{ id = "T1058.001", name = "PowerShell", reference = "https://attack.mitre.org/techniques/T1059/001/" }] }] },
  { framework = "MITRE ATT&CK", tactic = { id = "TA0002", name = "Execution", reference = "https://attack.mitre.org/tactics/TA0002/" }, technique = [] },
  { framework = "MITRE ATLAS", tactic = { id = "AML.TA0001", name = "A", reference = "https://atlas.mitre.org/tactics/AML.TA0002/" } },
]
[transform]
osquery = [{ label = "a", query = "select 1", ecs_mapping = { "host.name" = { field = "a" } } }]
investigate = [{ label = "a", description = "b", providers = [[{ excluded = false, field = "a", queryType = "phrase", value = "b", valueType = "string" }]], relativeFrom = "now-1h", relativeTo = "now" }]
`;

/** Checks that a rule with another value at one of its places is no more than wrong. */
function checkReplaced(text: string, { path, value }: Place, other: string): void {
  const changed = text.slice(0, value!.start) + other + text.slice(value!.end);
  expect(
    () => lintRule(changed, { configuration: { ...defaultConfiguration, profile: 'elastic' } }),
    `${path.join('.')} = ${other}`,
  ).not.toThrow();
}

function placesWithValue(text: string): Place[] {
  return parseToml(text)
    .places()
    .filter(({ value }) => value !== undefined);
}

test.each(['threat_match', 'new_terms', 'threshold'])(
  'a table, a list of tables or nothing in place of any value of a rule of type %s gives findings',
  (type) => {
    const text = inline.replace('TYPE', type);
    const places = placesWithValue(text);
    expect(places.length).toBeGreaterThan(200);
    for (const place of places) for (const other of ['{}', '[{}]', '""']) checkReplaced(text, place, other);
  },
  30_000,
);

test('a value of any kind at any place gives findings', () => {
  fc.assert(
    fc.property(fc.nat(rules.length - 1), fc.constantFrom(...values), fc.nat(), (rule, value, at) => {
      const text = rules[rule]!;
      const places = placesWithValue(text);
      checkReplaced(text, places[at % places.length]!, value);
    }),
    { numRuns: 1_000 },
  );
});
