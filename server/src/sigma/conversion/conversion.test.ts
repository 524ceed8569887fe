import { describe, expect, test } from 'vitest';
import { conditionOf, convertAll, queryOf, sigmaRule } from '../../../../test/helpers/check-sigma.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import type { ConvertOptions } from './query.js';
import { ruleId } from './rule-file.js';
import { threatOf } from './threat.js';

const selection = (items: string): string => `sel:\n${items.replace(/^/gm, '  ')}\ncondition: sel`;

/** Checks the whole query for the items of a log source. */
function checkQuery(
  name: string,
  logsource: string,
  items: string,
  expected: string,
  options: Partial<ConvertOptions> = {},
): void {
  test(name, () => {
    const [outcome] = convertAll(sigmaRule(selection(items), logsource), options);
    expect(queryOf(outcome!)).toBe(expected);
  });
}

describe('fields that Elastic has in another form', () => {
  const checkItems = (items: string, expected: string, options: Partial<ConvertOptions> = {}): void =>
    test(items, () => {
      expect(conditionOf(selection(items), options)).toBe(expected);
    });

  checkItems("User: 'NT AUTHORITY\\SYSTEM'", 'user.domain : "NT AUTHORITY" and user.name : "SYSTEM"');
  checkItems("User|endswith: '\\x'", 'user.name : "x"');
  checkItems("User|startswith: 'D\\'", 'user.domain : "D"');
  checkItems(
    'User|contains: [AUTHORI, AUTORI]',
    '(user.domain : ("*AUTHORI*", "*AUTORI*") or user.name : ("*AUTHORI*", "*AUTORI*"))',
  );
  checkItems("User: 'a*b'", 'refused: value: "a*b" could be part of a domain, a name, or both');
  const digest = '00112233445566778899AABBCCDDEEFF';
  checkItems(`Hashes|contains: 'MD5=${digest}'`, `process.hash.md5 == "${digest.toLowerCase()}"`);
  checkItems(
    `Hashes|contains: '${digest}'`,
    `(\n  process.hash.md5 == "${digest.toLowerCase()}" or\n  process.pe.imphash == "${digest.toLowerCase()}"\n)`,
  );
  checkItems("Hashes|contains: 'MD5=0011'", 'refused: value: "*MD5=0011*" is not one whole digest');
  checkItems(
    'IntegrityLevel: [High, S-1-16-16384]',
    '(\n  ?process.Ext.token.integrity_level_name : ("High", "system") or\n  ?winlog.event_data.IntegrityLevel : ("High", "S-1-16-16384")\n)',
  );
  checkItems('IntegrityLevel: High', 'process.Ext.token.integrity_level_name : "High"', { fields: 'defend' });
  checkItems('ParentUser: x', 'refused: field: the field "ParentUser" is not mapped', { fields: 'defend' });
});

describe('log sources', () => {
  checkQuery(
    'the registry: DWORD is a type and a number, HKU has another name in Elastic Defend',
    'product: windows\n  category: registry_set',
    "TargetObject|startswith: 'HKU\\S-1\\'\nDetails: 'DWORD (0x00000010)'",
    `registry where host.os.type == "windows" and event.type == "change" and not event.code in ("12", "14") and
registry.path : ("HKU\\\\S-1\\\\*", "HKEY_USERS\\\\S-1\\\\*") and
registry.data.type in ("REG_DWORD", "SZ_DWORD") and
registry.data.strings == "16"`,
  );
  checkQuery(
    'the registry: the current control set is numbered in Elastic Defend',
    'product: windows\n  category: registry_delete',
    "TargetObject|contains: '\\CurrentControlSet\\Services\\'",
    `registry where host.os.type == "windows" and
(
  event.type == "deletion" or
  (event.code == "12" and ?winlog.event_data.EventType in ("DeleteKey", "DeleteValue"))
) and
registry.path : ("*\\\\CurrentControlSet\\\\Services\\\\*", "*\\\\ControlSet00?\\\\Services\\\\*")`,
  );
  checkQuery(
    'libraries are events of another category in Sysmon',
    'product: windows\n  category: image_load',
    "ImageLoaded|endswith: '\\a.dll'\nSigned: 'false'",
    `any where host.os.type == "windows" and
(event.category == "library" or (event.category == "process" and event.code == "7")) and
(?dll.path : "*\\\\a.dll" or ?file.path : "*\\\\a.dll") and
(?dll.code_signature.exists == false or ?winlog.event_data.Signed : "false")`,
  );
  checkQuery(
    'a value that one kind of data cannot have leaves the other',
    'product: windows\n  category: image_load',
    'SignatureStatus: Unavailable',
    `any where host.os.type == "windows" and event.category == "process" and event.code == "7" and
file.code_signature.status : "Unavailable"`,
  );
  checkQuery(
    'addresses, blocks and numbers',
    'product: windows\n  category: network_connection',
    "DestinationIp|startswith: ['10.', '192.168.']\nSourceIp|cidr: '::1/128'\nDestinationPort: [80, 443]\nInitiated: 'true'",
    `network where host.os.type == "windows" and event.type == "start" and
cidrMatch(destination.ip, "10.0.0.0/8", "192.168.0.0/16") and
cidrMatch(source.ip, "::1/128") and
destination.port in (80, 443) and
network.direction : "egress"`,
  );
  checkQuery(
    'the beginning of an octet is no block',
    'product: windows\n  category: network_connection',
    "DestinationIp|startswith: '10'",
    'refused: value: "destination.ip" is an address, but "10*" is not',
  );
  checkQuery(
    'a channel of Windows',
    'product: windows\n  service: security',
    'EventID: 4625\nTargetUserName: x',
    `any where host.os.type == "windows" and winlog.channel == "Security" and
event.code == "4625" and winlog.event_data.TargetUserName : "x"`,
  );
  checkQuery(
    'a text field, of which only ES|QL finds parts',
    'product: windows\n  category: ps_script',
    "ScriptBlockText|contains: 'A*b'",
    `FROM logs-windows.powershell*, winlogbeat-* METADATA _id, _index, _version
| WHERE host.os.type == "windows" AND
  event.code == "4104" AND
  TO_LOWER(powershell.file.script_block_text) LIKE "*a*b*"`,
  );
  checkQuery(
    'records of auditd that Elastic makes arguments of',
    'product: linux\n  service: auditd',
    'type: EXECVE\na0: wget\na1|contains: http',
    `any where event.module == "auditd" and
event.action : "EXECVE" and process.executable : "wget" and process.args : "*http*"`,
  );
  checkQuery(
    'an unknown log source',
    'product: toaster',
    'a: b',
    'refused: logsource: no Elastic data is known for the log source toaster',
  );
  checkQuery(
    'a log source without the data that is asked for',
    'product: windows\n  service: security',
    'EventID: 1',
    'refused: logsource: --fields defend has no data for the log source windows/security',
    { fields: 'defend' },
  );
});

describe('languages', () => {
  const process = 'product: windows\n  category: process_creation';
  checkQuery(
    'KQL',
    process,
    "Image|endswith: '\\a b.exe'\nCommandLine: 'x \"y'",
    `event.category : "process" and
host.os.type : "windows" and
event.type : "start" and
process.executable : *\\\\a b.exe and
process.command_line : "x \\"y"`,
    { language: 'kql' },
  );
  checkQuery(
    'KQL without a wildcard for one character',
    process,
    "Image: 'a?'",
    'refused: language: KQL has no wildcard for a single character',
    { language: 'kql' },
  );
  checkQuery(
    'KQL without regular expressions',
    process,
    "Image|re: 'a'",
    'refused: language: KQL has no regular expressions',
    { language: 'kql' },
  );
  checkQuery(
    'EQL without text fields',
    'product: windows\n  category: ps_script',
    'ScriptBlockText: a',
    'refused: language: EQL does not read text fields',
    { language: 'eql' },
  );
  checkQuery(
    'ES|QL without lists',
    'product: windows\n  category: registry_set',
    'Details: a',
    'refused: language: ES|QL compares "registry.data.strings", which can have several values, as null',
    { language: 'esql' },
  );

  test('KQL: not of a missing field', () => {
    expect(conditionOf('sel:\n  Image: null\ncondition: not sel', { language: 'kql' })).toContain(
      'not (not process.executable : *)',
    );
  });

  test('KQL reports how it differs', () => {
    const [outcome] = convertAll(sigmaRule(selection('Image: a')), { language: 'kql' });
    expect(outcome).toMatchObject({ status: 'converted', problems: [{ code: 'case', severity: 'warning' }] });
  });
});

describe('metadata', () => {
  test('a rule keeps what its Sigma rule says', () => {
    const header = `title: A Title
id: 19B08B1C-861d-4e75-a1ef-ea0c1baf202b
status: test
description: |
  Two
  lines
references: [https://a.example/, https://a.example/]
author: Jane Doe (A, B), John
date: 2023-2-15
modified: 2025/12/01
tags: [attack.execution, attack.t1059.001, attack.g0032, cve.2021-1]
falsepositives: [Unlikely]
level: informational`;
    const [outcome] = convertAll(sigmaRule(selection('Image: a'), undefined, header));
    const { metadata, table } = readRule(parseToml(outcome?.status === 'converted' ? outcome.text : ''));
    expect(metadata).toEqual({
      creation_date: '2023/02/15',
      integration: ['endpoint', 'windows'],
      maturity: 'development',
      updated_date: '2025/12/01',
      extended: {
        sigma_id: '19B08B1C-861d-4e75-a1ef-ea0c1baf202b',
        sigma_level: 'informational',
        sigma_status: 'test',
        sigma_tags: ['attack.execution', 'attack.t1059.001', 'attack.g0032', 'cve.2021-1'],
      },
    });
    expect(table).toMatchObject({
      author: ['Jane Doe (A, B)', 'John'],
      description: 'Two\nlines',
      false_positives: ['Unlikely'],
      license: 'DRL-1.1',
      name: 'A Title',
      references: ['https://a.example/'],
      risk_score: 1,
      rule_id: '19b08b1c-861d-4e75-a1ef-ea0c1baf202b',
      severity: 'low',
    });
    expect(table.tags).toContain('Tactic: Execution');
  });

  // Version 5 of a UUID has a 5 there, and one of 8, 9, a and b there.
  test('an id that is no UUID becomes one, always the same', () => {
    const id = ruleId({ id: 'mine', title: 'x' });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ruleId({ id: 'mine', title: 'y' })).toBe(id);
    expect(ruleId({ id: undefined, title: 'y' })).not.toBe(id);
  });

  test.each([
    [['attack.t1059.001'], 'TA0002: T1059 > T1059.001', []],
    [['attack.execution', 'attack.stealth'], 'TA0002; TA0005', []],
    // ATT&CK 19 has moved T1562.001 to T1685.
    [['attack.defense-impairment', 'attack.t1685'], 'TA0005: T1562 > T1562.001', []],
    // ATT&CK has revoked T1086 for T1059.001.
    [['attack.t1086'], 'TA0002: T1059 > T1059.001', []],
    [['attack.s0002', 'car.2013-01-001', 'attack.ds0001'], '', []],
    [['attack.t9999', 'attack.mischief'], '', ['unknown-technique', 'unknown-tactic']],
  ])('%j', (tags, expected, codes) => {
    const { entries, problems } = threatOf(tags);
    type Entry = { tactic: { id: string }; technique?: { id: string; subtechnique?: { id: string }[] }[] };
    const shown = (entries as unknown as Entry[]).map(({ tactic, technique }) => {
      const ids = (technique ?? []).map(({ id, subtechnique }) =>
        [id, ...(subtechnique ?? []).map((one) => one.id)].join(' > '),
      );
      return ids.length === 0 ? tactic.id : `${tactic.id}: ${ids.join(', ')}`;
    });
    expect(shown.join('; ')).toBe(expected);
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });
});
