/**
 * Returns a rule of a type with a value for each key that checks read, many of them wrong. Tables are inline,
 * so that each is a value that can be replaced.
 */
export const fullRule = (type: string): string => `[metadata]
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
type = "${type}"
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
