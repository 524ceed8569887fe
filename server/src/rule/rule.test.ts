import { describe, expect, test } from 'vitest';
import { parseToml } from '../toml/document.js';
import { referenceOf, supersededBy, tacticName, techniqueOf } from './attack/attack.js';
import { isPartialRule, isRule, readRule } from './rule.js';
import { typeSpecificKeys } from './schema/rule-keys.js';
import { ruleTypeSchemas, ruleTypes } from './schema/rule-types.js';
import { ruleKeysFor, schemaAt } from './schema/schema.js';

describe('which files are rules', () => {
  test.each([
    ['[metadata]\n[rule]\n', true, true],
    ['[metadata]\n[[rule.threat]]\n', true, true],
    ['[metadata]\nmaturity = "beta"\n', false, true],
    ['[rule]\nname = "x', false, true],
    ['[hunt]\nname = "x"\n', false, false],
    ['rule = 1\nmetadata = 2\n', false, false],
    ['[rules]\n[metadata]\n', false, true],
    ['', false, false],
  ])('%j: rule %s, becoming one %s', (text, whole, partial) => {
    const document = parseToml(text);
    expect(isRule(document)).toBe(whole);
    expect(isPartialRule(document)).toBe(partial);
  });
});

describe('readRule', () => {
  test('reads what checks need', () => {
    const text =
      '[metadata]\nmaturity = "production"\nintegration = "endpoint"\n\n[rule]\nname = "A"\ntype = "eql"\nindex = ["logs-*"]\nquery = """\nany where true\n"""\n';
    const rule = readRule(parseToml(text));
    expect(rule).toMatchObject({
      name: 'A',
      type: 'eql',
      language: 'eql',
      index: ['logs-*'],
      integrations: ['endpoint'],
      deprecated: false,
    });
    expect(rule.query?.text).toBe('any where true\n');
    const offset = rule.query!.string()!.toDocument(0);
    expect(text.slice(offset)).toMatch(/^any where/);
  });

  test.each([
    '',
    '[rule]\ntype = 5\nindex = {}\nquery = ["x"]\n',
    'rule = []\n',
    '[metadata]\nmaturity = ["x"]\n',
  ])('accepts %j', (text) => {
    const rule = readRule(parseToml(text));
    expect(rule.type).toBeUndefined();
    expect(rule.query).toBeUndefined();
    expect(rule.index).toEqual([]);
  });
});

describe('the schema', () => {
  test('has a table of keys for every key a rule type names', () => {
    for (const type of ruleTypes) {
      const { required, optional } = ruleTypeSchemas[type];
      for (const name of [...required, ...optional]) expect(Object.keys(typeSpecificKeys)).toContain(name);
    }
  });

  test('gives each type its own keys and languages', () => {
    expect(ruleKeysFor('esql').index).toBeUndefined();
    expect(ruleKeysFor('eql').language?.values?.map(({ value }) => value)).toEqual(['eql']);
    expect(ruleKeysFor('threshold').threshold?.required).toBe(true);
    expect(ruleKeysFor('machine_learning').query).toBeUndefined();
  });

  test('is found by path, whatever the index', () => {
    expect(schemaAt(['rule', 'threat', 3, 'tactic', 'id'], 'eql')?.documentation).toContain('TA0002');
    expect(schemaAt(['rule', 'anomaly_threshold'], 'eql')).toBeUndefined();
    expect(schemaAt(['rule', 'filters', 0, 'anything'], 'eql')).toBeUndefined();
  });
});

test('ATT&CK look-ups', () => {
  expect(tacticName('TA0002')).toBe('Execution');
  expect(tacticName('toString')).toBeUndefined();
  expect(techniqueOf('T1059.004')).toEqual({ name: 'Unix Shell', tactics: ['TA0002'] });
  expect(supersededBy('T1035')).toBe('T1569.002');
  expect(referenceOf('T1059.004')).toBe('https://attack.mitre.org/techniques/T1059/004/');
  expect(referenceOf('TA0002')).toBe('https://attack.mitre.org/tactics/TA0002/');
});
