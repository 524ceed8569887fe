import { describe, expect, it } from 'vitest';
import { levelOf } from './clause.js';
import { commonClauses } from './common-clauses.js';
import { commonPattern } from './common-pattern.js';
import { isProtectedPlace, trustOf } from './field-trust.js';
import { fieldValues } from './field-values.js';

describe('trustOf', () => {
  it.each([
    [
      'identity',
      'process.code_signature.subject_name',
      'process.parent.code_signature.subject_name',
      'file.hash.sha256',
    ],
    ['account', 'user.id', 'user.name', 'host.name', 'source.ip', 'aws.cloudtrail.user_identity.arn'],
    ['place', 'process.executable', 'process.parent.executable', 'file.path'],
    ['name', 'process.name', 'process.command_line', 'process.parent.args', 'user_agent.original'],
    ['context', 'event.action', 'host.os.type', 'process.args_count'],
    ['never', '@timestamp', 'process.pid', 'process.entity_id', 'event.id', 'agent.id', 'source.port'],
    ['other', 'acme.ticket'],
  ])('is %s', (trust, ...fields) => {
    expect(fields.map((field) => [field, trustOf(field)])).toEqual(fields.map((field) => [field, trust]));
  });
});

it.each([
  [true, 'C:\\Program Files\\Acme\\a.exe'],
  [true, 'c:\\windows\\system32\\a.exe'],
  [true, '/usr/bin/a'],
  [false, 'C:\\Users\\ann\\a.exe'],
  [false, 'C:\\Windows\\Temp\\a.exe'],
  [false, 'C:\\Windows\\System32\\Tasks\\a'],
  [false, 'C:\\Program Files\\..\\Users\\a.exe'],
  [false, '/tmp/usr/bin/a'],
])('isProtectedPlace is %s for %s', (expected, path) => {
  expect(isProtectedPlace(path)).toBe(expected);
});

it.each([
  ['C:\\Acme\\1.2\\run.exe', 'C:\\Acme\\1.10\\run.exe', 'C:\\Acme\\1.', '\\run.exe'],
  ['/opt/acme/a', '/opt/acme/ab', '/opt/acme/', ''],
  ['/opt/acme/one/x', '/opt/acme/one/one/x', '/opt/acme/one/', ''],
  ['short', 'shirt', undefined, undefined],
  ['nothing in common', 'at all', undefined, undefined],
])('commonPattern of %s and %s', (first, second, prefix, suffix) => {
  expect(commonPattern([first, second])).toEqual(prefix === undefined ? undefined : { prefix, suffix });
});

describe('commonClauses', () => {
  const shown = (...events: readonly object[]): string[] =>
    commonClauses(events.map((event) => fieldValues(event as Record<string, unknown>))).map(
      ({ field, test }) =>
        `${field}: ${test.kind === 'values' ? test.values.join(', ') : `${test.prefix}*${test.suffix}`}`,
    );

  it.each([
    ['a value that all have', [{ a: { b: 1 } }, { 'a.b': 1 }], ['a.b: 1']],
    ['a value among several', [{ a: ['x', 'y'] }, { a: ['z', 'y'] }], ['a: y']],
    ['values that differ as a list', [{ a: 'y' }, { a: 'x' }], ['a: x, y']],
    [
      'paths as a pattern too',
      [{ p: '/opt/acme/1/run' }, { p: '/opt/acme/2/run' }],
      ['p: /opt/acme/1/run, /opt/acme/2/run', 'p: /opt/acme/*/run'],
    ],
    ['nothing of a field that one lacks', [{ a: 1, b: 2 }, { b: 2 }], ['b: 2']],
    ['nothing that every event has for itself', [{ process: { pid: 4 }, '@timestamp': 't' }], []],
    ['no wildcards and no control characters', [{ a: 'x*', b: 'x\n', c: 'x?' }], []],
    ['no long lists', [...'abcdefghi'].map((a) => ({ a })), []],
  ])('finds %s', (_, events, expected) => {
    expect(shown(...events)).toEqual(expected);
  });
});

it('a path counts as the name it is where anybody can write', () => {
  const clause = (path: string) => ({
    field: 'process.executable',
    trust: 'place' as const,
    test: { kind: 'values' as const, values: [path] },
  });
  expect(levelOf(clause('/usr/bin/a')).isForgeable).toBe(false);
  expect(levelOf(clause('/home/ann/a')).isForgeable).toBe(true);
});

it('reads a bounded number of values', () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = { a: deep };
  expect(
    fieldValues({ deep, wide: Array.from({ length: 10_000 }, (_, index) => index) }).get('wide'),
  ).toHaveLength(2000);
});
