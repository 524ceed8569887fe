import { describe, expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { ruleDocument } from './rule-document.js';
import { searchRules } from './search-rules.js';

const text = `[metadata]
creation_date = "2025/11/03"
integration = ["endpoint"]
maturity = "production"
updated_date = "2026/02/01"

[rule]
author = ["Elastic"]
index = ["logs-endpoint.events.process-*"]
language = "eql"
name = "Shell Started by a Web Server"
risk_score = 47
rule_id = "11111111-1111-4111-8111-111111111111"
severity = "medium"
tags = ["OS: Linux", "Tactic: Execution"]
type = "eql"
query = 'sequence by host.id [process where process.name == "nginx"] [process where process.name == "sh"]'

[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
[[rule.threat.technique]]
id = "T1059"
name = "Command and Scripting Interpreter"
[[rule.threat.technique.subtechnique]]
id = "T1059.004"
name = "Unix Shell"
`;

const document = ruleDocument(analyse(text), { path: 'rules/linux/shell.toml', hasTests: false });

test('a rule as a document says what it is and what its query uses', () => {
  expect(document).toMatchObject({
    type: 'eql',
    tactic: ['TA0002', 'Execution'],
    technique: ['T1059', 'Command and Scripting Interpreter', 'T1059.004', 'Unix Shell'],
    field: ['host.id', 'process.name'],
    value: ['nginx', 'sh'],
    sequence: true,
    steps: 2,
    tests: false,
    created: '2025-11-03',
  });
  expect(document).not.toHaveProperty('description');
});

describe('a search', () => {
  test.each<[expression: string, matches: boolean]>([
    ['', true],
    ['severity : medium', true],
    ['severity : MEDIUM', true],
    ['severity : (high or critical)', false],
    ['technique : T1059*', true],
    ['technique : "unix shell"', true],
    ['field : process.name and not tests : true', true],
    ['field : process.*', true],
    ['name : shell', true],
    ['name : "web server"', true],
    ['risk_score >= 50', false],
    ['updated >= 2026-01-01 and created < 2026-01-01', true],
    ['path : *linux*', true],
    ['tags : "os: linux"', true],
    ['steps > 1 and sequence : true', true],
    ['description : *', false],
  ])('%s', (expression, matches) => {
    const search = searchRules(expression);
    expect('problems' in search || search.matches(document)).toBe(matches);
  });

  test.each<[expression: string, message: string]>([
    ['severty : low', 'Unknown field "severty".'],
    ['severity : (', 'expected a value'],
  ])('%s is refused', (expression, message) => {
    const search = searchRules(expression);
    expect('problems' in search && search.problems.map((problem) => problem.message).join()).toContain(
      message,
    );
  });
});
