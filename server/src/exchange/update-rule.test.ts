import { describe, expect, it } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { parseToml, type TomlDocument } from '../toml/document.js';
import type { JsonObject } from './json.js';
import { payloadOf } from './payload.js';
import { updateRule } from './update-rule.js';

const payload = (document: TomlDocument, stack?: string) =>
  payloadOf(analyse(document.text, { document }), stack);

const rule = `# Kept above
[metadata]
creation_date = "2026/01/01"
updated_date = "2026/01/02" # the day

[rule]
author = ["A"]
# Why this name
name   =   'One' # odd spaces stay
note = """
See $osquery_0.
"""
risk_score = 21
rule_id = "a"
severity = "low"
tags = ["x", "y"]
type = "eql"
language = "eql"
query = '''
any where true
'''

# The tactic
[[rule.threat]]
framework = "MITRE ATT&CK"
# its page
[rule.threat.tactic]
id = "TA0001"
name = "Initial Access"
reference = "https://attack.mitre.org/tactics/TA0001/"

[[transform.osquery]]
# ask the host
label = "One"
query = "SELECT 1"
`;

/** Returns the file after an import of its payload with changes. */
function updated(change: (line: JsonObject) => JsonObject, text = rule): string {
  const document = parseToml(text);
  const result = updateRule(document, change({ ...payload(document).rule }), payload);
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.text : '';
}

const lines = (text: string) => text.split('\n');

/** Returns the lines of the file that an import changed: removed and added ones. */
function changes(change: (line: JsonObject) => JsonObject, text = rule) {
  const [before, after] = [lines(text), lines(updated(change, text))];
  return {
    gone: before.filter((line) => !after.includes(line)),
    added: after.filter((line) => !before.includes(line)),
  };
}

describe('an update of a rule file', () => {
  it('changes nothing where the payload says the same', () => {
    expect(updated((line) => line)).toBe(rule);
    const crlf = rule.replaceAll('\n', '\r\n');
    expect(updated((line) => line, crlf)).toBe(crlf);
    expect(updated((line) => ({ ...line, id: 'x', revision: 2, actions: [], max_signals: 100 }))).toBe(rule);
  });

  it('changes only the value that differs', () => {
    expect(changes((line) => ({ ...line, name: 'Two' }))).toEqual({
      gone: ["name   =   'One' # odd spaces stay"],
      added: ["name   =   'Two' # odd spaces stay"],
    });
    expect(changes((line) => ({ ...line, risk_score: 47, tags: ['x'] })).added).toEqual([
      'risk_score = 47',
      'tags = ["x"]',
    ]);
    expect(changes((line) => ({ ...line, query: 'any where false\n' })).added).toEqual(['any where false']);
  });

  it('changes a string that its quotes cannot hold', () => {
    expect(changes((line) => ({ ...line, name: "It's" })).added).toEqual([
      'name   =   "It\'s" # odd spaces stay',
    ]);
    expect(updated((line) => ({ ...line, query: "x == '''\r\n" }))).toContain(
      'query = """\nx == \'\'\'\\r\n"""',
    );
  });

  it('keeps the searches of the guide in their tables', () => {
    expect(
      changes((line) => ({ ...line, note: `${String(line.note)}More for $osquery_0.\n` })).added,
    ).toEqual(['More for $$osquery_0.']);
    const searched = (line: JsonObject) => ({ ...line, note: `Now ${String(line.note)}` });
    expect(changes(searched)).toEqual({ gone: ['See $osquery_0.'], added: ['Now See $osquery_0.'] });
  });

  it('adds and removes keys', () => {
    expect(changes((line) => ({ ...line, license: 'L', max_signals: 5 })).added).toEqual([
      'license = "L"',
      'max_signals = 5',
    ]);
    const without = ({ tags: _, ...line }: JsonObject) => line;
    expect(changes(without)).toEqual({ gone: ['tags = ["x", "y"]'], added: [] });
    const fields = { field_names: ['a'] };
    const added = updated((line) => ({ ...line, investigation_fields: fields }));
    expect(added).toContain('[rule.investigation_fields]\nfield_names = ["a"]\n');
    expect(added).toContain('# ask the host');
  });

  it('changes values inside of tables, and writes lists of another length anew', () => {
    const renamed = (name: string) => ({
      framework: 'MITRE ATT&CK',
      tactic: { id: 'TA0001', name, reference: 'https://attack.mitre.org/tactics/TA0001/' },
    });
    expect(changes((line) => ({ ...line, threat: [renamed('Access')] }))).toEqual({
      gone: ['name = "Initial Access"'],
      added: ['name = "Access"'],
    });
    const two = updated((line) => ({ ...line, threat: [renamed('Initial Access'), renamed('Two')] }));
    expect(payload(parseToml(two)).rule.threat).toHaveLength(2);
    expect(two.startsWith(rule.slice(0, rule.indexOf('[[rule.threat]]')))).toBe(true);
    expect(two.endsWith(rule.slice(rule.indexOf('[[transform')))).toBe(true);
    const none = updated(({ threat: _, ...line }) => line);
    expect(none).not.toContain('TA0001');
  });

  it('takes the day of the change', () => {
    const change = { name: 'Two', updated_at: '2026-03-04T10:00:00.000Z' };
    expect(changes((line) => ({ ...line, ...change })).added[0]).toBe(
      'updated_date = "2026/03/04" # the day',
    );
    const only = { updated_at: '2026-03-04T10:00:00.000Z' };
    expect(updated((line) => ({ ...line, ...only }))).toBe(rule);
  });

  it('leaves what a build fills in to the build', () => {
    const text = rule.replace('any where true', 'any where user.name == "a"');
    expect(updated((line) => ({ ...line, required_fields: [] }), text)).toBe(text);
  });

  it('says what TOML cannot write', () => {
    const document = parseToml(rule);
    const line = { ...payload(document).rule, filters: [[null]] } as JsonObject;
    expect(updateRule(document, line, payload)).toEqual({
      ok: false,
      error: '"filters[0][0]" has null in a list, which TOML does not support',
    });
  });
});
