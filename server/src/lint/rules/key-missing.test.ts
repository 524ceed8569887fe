import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './key-missing.js';

checkLint(lint, {
  'of the type': `
    type = "threshold"
           ^^^^^^^^^^^ [rule] needs "threshold" because its type is "threshold".
    language = "kuery"
    query = "process.name: sh"`,
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
