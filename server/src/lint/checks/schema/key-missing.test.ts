import { expect, test } from 'vitest';
import { checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import { lintRule } from '../../run.js';
import lint from './key-missing.js';

checkLint(lint, {
  'of the type': `
    type = "threshold"
           ^^^^^^^^^^^ [rule] needs "threshold" because its type is "threshold".
    language = "kuery"
    query = "process.name: sh"`,
  'several of the type': `
    type = "threat_match"
           ^^^^^^^^^^^^^^ [rule] needs "threat_index" and "threat_mapping" because its type is "threat_match".
    language = "kuery"
    query = "process.name: sh"`,
  'what a misspelt type would need is not known': `
    type = "threshhold"
    language = "kuery"
    query = "process.name: sh"`,
  'many at once': `
    [metadata]
    creation_date = "2026/01/05"
    updated_date = "2026/01/05"
    [rule]
    ^^^^^^ [rule] needs "rule_id", "description", "author", "risk_score" and "severity".
    name = "Shell"
    type = "eql"
    language = "eql"
    query = "process where true"`,
  'keys that belong one level below': `
    type = "threat_match"
    language = "kuery"
    query = "process.name: sh"
    threat_index = ["logs-ti*"]
    [[rule.threat_mapping]]
    ^^^^^^^^^^^^^^^^^^^^^^^ [rule.threat_mapping] needs "entries": "field", "type" and "value" belong in it.
    field = "host.name"
    type = "mapping"
    value = "threat.indicator.name"`,
  'what stands below a key with a name like it': `
    type = "threat_match"
    language = "kuery"
    query = "process.name: sh"
    threat_index = ["logs-ti*"]
    [[rule.threat_mappings]]
           ^^^^^^^^^^^^^^^ "threat_mapping" is missing in [rule]: its value is in "threat_mappings".
    [[rule.threat_mappings.entries]]
    field = "host.name"
    type = "mapping"
    value = "threat.indicator.name"`,
  'what is written as in the API is for key-unknown': `
    type = "new_terms"
    language = "kuery"
    query = "process.name: sh"
    new_terms_fields = ["host.id"]
    history_window_start = "now-7d"`,
  'a table': `
    [metadata]
    ^^^^^^^^^^ The table [rule] is missing.
    creation_date = "2026/01/05"
    updated_date = "2026/01/05"`,
  'of a nested table': `
    [[rule.threat]]
    ^^^^^^^^^^^^^^^ [rule.threat] needs "tactic".
    framework = "MITRE ATT&CK"`,
  'a misspelt key is for key-unknown': 'serverity = "low"',
  'a misspelt table is for key-unknown': `
    [metadata]
    creation_date = "2026/01/05"
    updated_date = "2026/01/05"
    maturity = "production"
    [rul]
    name = "Shell"
    [rule.alert_suppression]
    group_by = ["host.id"]`,
  'nothing is missed in a file that could not be read': `
    name = "Shell
    [[rule.threat]]`,
});

const keys = `creation_date = "2026/01/05"
updated_date = "2026/01/05"
[rule]
author = ["ACME"]
description = "d"
name = "Shell"
rule_id = "00000000-0000-4000-8000-00000000000a"
risk_score = 21
severity = "low"
type = "eql"
language = "eql"
query = "process where true"`;

checkFix(lint, {
  'name and reference, from the id': [
    `[[rule.threat]]
framework = "MITRE ATT&CK"
  [rule.threat.tactic]
  id = "TA0002"
  name = "Execution"

[[rule.threat.technique]]
id = "T1059" # the shell
[[rule.threat.technique.subtechnique]]
id = "T1059.001"
name = "PowerShell"`,
    `[[rule.threat]]
framework = "MITRE ATT&CK"
  [rule.threat.tactic]
  id = "TA0002"
  name = "Execution"
  reference = "https://attack.mitre.org/tactics/TA0002/"

[[rule.threat.technique]]
id = "T1059" # the shell
name = "Command and Scripting Interpreter"
reference = "https://attack.mitre.org/techniques/T1059/"
[[rule.threat.technique.subtechnique]]
id = "T1059.001"
name = "PowerShell"
reference = "https://attack.mitre.org/techniques/T1059/001/"`,
  ],
  'nothing can be built from an id that is unknown': [
    '[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA9999"\nname = "Execution"',
    '[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA9999"\nname = "Execution"',
  ],
  'what stands below a key with a name like it': [
    `type = "threat_match"
language = "kuery"
query = "process.name: sh"
threat_index = ["logs-ti*"]
[[rule.threat_mappings]]
[[rule.threat_mappings.entries]] # one
field = "host.name"
type = "mapping"
value = "threat.indicator.name"`,
    `type = "threat_match"
language = "kuery"
query = "process.name: sh"
threat_index = ["logs-ti*"]
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]] # one
field = "host.name"
type = "mapping"
value = "threat.indicator.name"`,
  ],
  'a header of which only the keys are there': [
    `#- a.toml\n# Rules of ACME.\n${keys}`,
    `# Rules of ACME.\n[metadata]\n${keys}`,
  ],
});

const withoutId = `#- a.toml
[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
[rule]
author = ["ACME"]
description = "d"
name = "Shell"
risk_score = 21
severity = "low"
type = "eql"
language = "eql"
query = "process where true"`;

test('key-missing: says how the key is written, and writes an id that is new', () => {
  const [found] = runLint(lint, withoutId).problems;
  expect(found?.help).toContain('rule_id = "…"');
  expect(found?.fix?.edits[0]?.text).toMatch(/^rule_id = "[0-9a-f-]{36}"\n$/);
});

test('key-missing: writes [metadata] before the rule', () => {
  const { text, problems } = runLint(lint, withoutId.replace(/\[metadata\][^[]*/, ''));
  expect(problems.map(({ message }) => message)).toContain('The table [metadata] is missing.');
  const [edit] = problems.find(({ message }) => /metadata/.test(message))!.fix!.edits;
  expect(edit?.text).toMatch(
    /^\[metadata\]\ncreation_date = "\d{4}\/\d\d\/\d\d"\nmaturity = "development"\n/,
  );
  expect(text.startsWith('[rule]')).toBe(true);
});

test('key-missing: an empty file lacks both tables', () => {
  expect(lintRule('').map(({ message }) => message)).toEqual([
    'The tables [metadata] and [rule] are missing.',
  ]);
});
