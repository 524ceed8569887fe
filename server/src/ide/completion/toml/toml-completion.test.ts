import { describe, expect, it } from 'vitest';
import {
  checkAccepted,
  checkAllCompletions,
  checkCompletion,
  completionsAt,
} from '../../../../../test/helpers/check-ide.js';

const required = ['name', 'type', 'rule_id', 'description', 'author', 'risk_score', 'severity'];
const threat = `[rule]
type = "eql"
[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
`;

describe('keys and tables', () => {
  it.each([
    ['required keys first', '[rule]\n$0', required],
    ['half a key', '[rule]\nname = "a"\nsev$0\n', required.filter((key) => key !== 'name')],
    [
      'keys of the type',
      '[rule]\ntype = "threshold"\n$0',
      ['name', 'rule_id', 'description', 'author', 'risk_score', 'severity', 'query'],
    ],
    ['keys of metadata', '[metadata]\n$0\n[rule]\nname = "a"', ['creation_date', 'updated_date', 'maturity']],
    ['keys of a tactic', `${threat}$0`, ['name', 'reference']],
    [
      'keys of an inline table',
      '[rule]\ntype = "eql"\nalert_suppression = { gr$0 }',
      ['group_by', 'duration'],
    ],
    [
      'keys of a nested inline table',
      '[rule]\ntype = "eql"\n[rule.alert_suppression]\nduration = { value = 5, $0 }',
      ['value', 'unit'],
    ],
    ['tables of an empty file', '[metadata]\nmaturity = "production"\n[$0', ['[rule]']],
  ])('%s', (_name, text, first) => checkCompletion(text, first));

  it('offers pairs of keys only where neither is there', () => {
    const labels = completionsAt('[rule]\nseverity = "low"\ntimeline_title = "a"\n$0').items.map(
      ({ label }) => label,
    );
    expect(labels.filter((label) => /^(?:severity|timeline) /.test(label))).toEqual([]);
    checkAllCompletions(
      '[rule]\ntimeline_id = "91832785-286d-4ebe-b884-1a208d111a70"\ntimeline_title = "$0"',
      ['Generic Network Timeline'],
    );
  });

  it('offers keys that fit the type only', () => {
    const labels = (type: string) =>
      completionsAt(`[rule]\ntype = "${type}"\n$0`).items.map(({ label }) => label);
    expect(labels('threshold')).toContain('threshold');
    expect(labels('eql')).not.toContain('threshold');
    expect(labels('eql')).toContain('tiebreaker_field');
  });

  it.each([
    [
      'severity with its risk score',
      '[rule]\n$0',
      'severity high',
      '[rule]\nrisk_score = 73\nseverity = "high"\n',
    ],
    [
      'a Timeline template, id and title',
      '[rule]\ntime$0',
      'timeline Generic Endpoint Timeline',
      'timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"\ntimeline_title = "Generic Endpoint Timeline"\n',
    ],
    [
      'the title that belongs to an id',
      '[rule]\ntimeline_id = "91832785-286d-4ebe-b884-1a208d111a70"\ntimeline_title = "$0"',
      'Generic Network Timeline',
      'timeline_title = "Generic Network Timeline"',
    ],
    ['key with its value', '[rule]\nna$0', 'name', 'name = "$0"'],
    ['key that has a value', '[rule]\nna$0me = "a"', 'type', '[rule]\ntype = "a"'],
    ['list', '[rule]\nau$0', 'author', 'author = ["$0"]'],
    ['text of several lines', '[rule]\nno$0', 'note', 'note = """\n$0\n"""'],
    ['only allowed value', '[rule]\n$0', 'building_block_type', 'building_block_type = "default"$0'],
    ['header', '[rule]\nname = "a"\n[[rule.th$0', '[[rule.threat]]', '[[rule.threat]]\nframework = "$1"\n$0'],
    [
      'header that is closed',
      '[rule]\nname = "a"\n[[rule.th$0]]\nx = 1',
      '[[rule.threat]]',
      '[[rule.threat]]\nframework = "$1"\n$0\nx = 1',
    ],
    [
      'tactic as a whole',
      '[rule]\n[[rule.threat]]\n[rule.threat.tactic]\n$0',
      'TA0002 Execution',
      'id = "TA0002"\nname = "Execution"\nreference = "https://attack.mitre.org/tactics/TA0002/"\n',
    ],
  ])('inserts a %s', (_name, text, label, expected) => checkAccepted(text, label, expected));

  it('gives dates and ids that are new', () => {
    const insert = (text: string, label: string) =>
      completionsAt(text).items.find((item) => item.label === label)?.insert;
    expect(insert('[metadata]\n$0', 'creation_date')).toMatch(/^creation_date = "\d{4}\/\d\d\/\d\d"\$0$/);
    const ids = [1, 2].map(() => insert('[rule]\n$0', 'rule_id'));
    expect(ids[0]).toMatch(/^rule_id = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}"\$0$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe('values', () => {
  it.each([
    ['enumeration', '[rule]\nseverity = "$0"', ['low', 'medium', 'high', 'critical']],
    ['enumeration without quotes', '[rule]\nseverity = $0', ['low', 'medium', 'high', 'critical']],
    [
      'string that is not closed',
      '[rule]\nseverity = "me$0\nname = "a"\n',
      ['low', 'medium', 'high', 'critical'],
    ],
    ['languages of the type', '[rule]\ntype = "threshold"\nlanguage = "$0"', ['kuery', 'lucene']],
    ['boolean', '[rule]\nenabled = $0', ['true', 'false']],
    ['number', '[rule]\nrisk_score = $0', ['21', '47', '73', '99']],
    [
      'value in an inline table',
      '[rule]\ntype = "eql"\n[rule.alert_suppression]\nduration = { value = 5, unit = "$0" }',
      ['s', 'm', 'h'],
    ],
    [
      'techniques of the tactic',
      `${threat}[[rule.threat.technique]]\nid = "$0"`,
      ['T1047', 'T1053', 'T1059'],
    ],
    ['technique by name', `${threat}[[rule.threat.technique]]\nid = "Command and Sc$0"`, ['T1059']],
    [
      'subtechniques',
      `${threat}[[rule.threat.technique]]\nid = "T1059"\n[[rule.threat.technique.subtechnique]]\nid = "$0"`,
      ['T1059.001', 'T1059.002'],
    ],
    ['name of the id', `${threat}name = "$0"`, ['Execution']],
    ['address of the id', `${threat}reference = "$0"`, ['https://attack.mitre.org/tactics/TA0002/']],
    ['fields', '[rule]\ninvestigation_fields = { field_names = ["process.na$0"] }', ['process.name']],
    [
      'fields of a list over several lines',
      '[rule]\ntype = "threshold"\n[rule.threshold]\nfield = [\n  "host.id",\n  "user.na$0"\n]',
      ['user.name'],
    ],
    ['tags', '[rule]\ntags = ["Domain: Endpoint", "$0"]', ['Domain: Cloud']],
    ['lookback', '[rule]\nfrom = "$0"', ['now-9m']],
  ])('%s', (_name, text, first) => checkCompletion(text, first));

  it.each([
    ['value with quotes', '[rule]\nseverity = $0', 'high', 'severity = "high"'],
    ['value that closes the string', '[rule]\nseverity = "h$0\nname = 1', 'high', 'severity = "high"\nname'],
    ['whole value', '[rule]\nseverity = "l$0ow"\nname = 1', 'high', 'severity = "high"\nname'],
    ['element', '[rule]\ntags = [$0]\n', 'OS: Linux', 'tags = ["OS: Linux"]'],
  ])('inserts a %s', (_name, text, label, expected) => checkAccepted(text, label, expected));

  it('offers nothing in texts and comments', () => {
    checkAllCompletions('[rule]\ndescription = """\nsev$0\n"""', []);
    checkAllCompletions('[rule]\n# sev$0\n', []);
    checkAllCompletions('[rule]\nseverity = "low" $0\n', []);
    checkAllCompletions('[rule]\nname = "$0"\n', []);
  });
});

describe('the guide', () => {
  it('offers fields and buttons', () => {
    const rule = (note: string) =>
      `[rule]\nnote = """\n${note}\n"""\n[[transform.osquery]]\nlabel = "Processes"\nquery = "SELECT 1"\n`;
    checkCompletion(rule('See {{process.na$0'), ['process.name']);
    checkAccepted(rule('See {{process.na$0'), 'process.name', '{{process.name}}');
    checkAccepted(rule('See {{process.na$0}} now'), 'process.name', '{{process.name}} now');
    checkAllCompletions(rule('- $0').replace('$0', '$$$0'), ['$osquery_0']);
  });
});
