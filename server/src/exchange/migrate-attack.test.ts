import { expect, test } from 'vitest';
import { parseToml } from '../toml/document.js';
import { migrateToVersion19 } from './migrate-attack.js';

const file = (tactic: string, technique: string, tag: string): string => `[metadata]
maturity = "production"

[rule]
name = "One" # stays
tags = ["OS: Linux", "${tag}"]

[[rule.threat]]
framework = "MITRE ATT&CK"

[[rule.threat.technique]]
id = "${technique.split(' ')[0]}"
name = "${technique.slice(technique.indexOf(' ') + 1)}"
reference = "https://attack.mitre.org/techniques/${technique.split(' ')[0]}/"

[rule.threat.tactic]
id = "TA0005"
name = "${tactic}"
reference = "https://attack.mitre.org/tactics/TA0005/"
`;

const before = file('Defense Evasion', 'T1562 Impair Defenses', 'Tactic: Defense Evasion');

test('ids that moved, names of tactics and their tags change, and nothing else', () => {
  const after = migrateToVersion19(parseToml(before), undefined);
  expect(after).toBe(file('Stealth', 'T1685 Disable or Modify Tools', 'Tactic: Stealth'));
  expect(migrateToVersion19(parseToml(after), undefined)).toBe(after);
});

test('a technique goes to the tactic that the tables say', () => {
  const tables = {
    version: '19',
    tactics: { TA0112: 'Defense Impairment' },
    techniques: { T1685: { name: 'Disable or Modify Tools', tactics: ['TA0112'] } },
    superseded: {},
  };
  const after = migrateToVersion19(parseToml(before), tables);
  expect(after).toContain('id = "TA0112"\nname = "Defense Impairment"');
  expect(after).toContain('"Tactic: Defense Impairment"');
  expect(after).not.toContain('TA0005');
});

test.each(['[rule]\nthreat = 5\n', '[rule\n', '[rule]\nthreat = [1, "x"]\n', ''])(
  '%j stays as it is',
  (text) => {
    expect(migrateToVersion19(parseToml(text), undefined)).toBe(text);
  },
);
