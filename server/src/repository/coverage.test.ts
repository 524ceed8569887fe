import { describe, expect, test } from 'vitest';
import { bundledAttack } from '../rule/attack/attack.js';
import { readRule } from '../rule/rule.js';
import { parseToml } from '../toml/document.js';
import { type CoveringRule, coverageOf, type Proof } from './coverage.js';
import { navigatorLayer } from './navigator-layer.js';

const rule = (name: string, proof: Proof, threat: string): CoveringRule => ({
  path: `rules/${name}.toml`,
  rule: readRule(parseToml(`[metadata]\n[rule]\nname = "${name}"\n${threat}`)),
  proof,
});

const shell = `[[rule.threat]]
[rule.threat.tactic]
id = "TA0002"
[[rule.threat.technique]]
id = "T1059"
[[rule.threat.technique.subtechnique]]
id = "T1059.004"
`;
const scripting = shell.replace(/\[\[rule\.threat\.technique\.subtechnique\]\]\nid = .*\n/, '');

const rules = [
  rule('Shell', 'proved', shell),
  rule('Script', 'untested', scripting),
  rule('Other', 'tested', ''),
];
const coverage = coverageOf(rules, bundledAttack);

test('a rule for a subtechnique counts for its parent, and not the other way around', () => {
  expect(coverage).toEqual({
    techniques: [
      {
        id: 'T1059',
        name: 'Command and Scripting Interpreter',
        tactics: ['TA0002'],
        rules: [
          { rule: 'rules/Shell.toml', name: 'Shell', proof: 'proved', bySubtechnique: true },
          { rule: 'rules/Script.toml', name: 'Script', proof: 'untested' },
        ],
      },
      {
        id: 'T1059.004',
        name: 'Unix Shell',
        tactics: ['TA0002'],
        rules: [{ rule: 'rules/Shell.toml', name: 'Shell', proof: 'proved' }],
      },
    ],
    withoutTechnique: ['rules/Other.toml'],
  });
});

describe('a layer of the Navigator', () => {
  const layer = navigatorLayer('Rules', coverage, bundledAttack, 'https://example.com/tree') as {
    readonly versions: object;
    readonly techniques: readonly Record<string, unknown>[];
  };

  test('names its versions', () => {
    expect(layer.versions).toEqual({ attack: '18', navigator: '5.1.0', layer: '4.5' });
  });

  test('has the number of rules as the score and the best proof as the colour', () => {
    expect(layer.techniques).toMatchObject([
      {
        techniqueID: 'T1059',
        tactic: 'execution',
        score: 2,
        comment: '2 rules, best proof: proved',
        showSubtechniques: true,
      },
      { techniqueID: 'T1059.004', tactic: 'execution', score: 1, showSubtechniques: false },
    ]);
    expect(layer.techniques[0]?.links).toContainEqual({
      label: 'Shell',
      url: 'https://example.com/tree/rules/Shell.toml',
    });
  });
});

test.each<[written: string]>([
  ['threat = 5'],
  ['threat = [[], {technique = "x"}, {technique = [{id = 4}]}]'],
  ['threat = [{technique = [{id = "__proto__"}]}]'],
])('odd threats name no technique: %s', (threat) => {
  expect(coverageOf([rule('Odd', 'tested', threat)], bundledAttack).techniques).toEqual([]);
});
