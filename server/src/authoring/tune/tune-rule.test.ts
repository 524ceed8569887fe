import { describe, expect, it, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../../test/helpers/check-tests.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { TestFile } from '../../testing/test-file.js';
import { type TuneRequest, tuneRule } from './tune-rule.js';
import { tunedCases } from './tuned-cases.js';

const set = (name: string, events: readonly object[]) => ({
  events: events as readonly EventObject[],
  addressOf: (number: number) => `${name}:${number + 1}`,
});

const process = (fields: object) => ({ event: { category: 'process' }, process: { name: 'sh' }, ...fields });
const rule = ruleOf('process where process.name == "sh"');

const requestOf = (
  fp: readonly object[],
  tp: readonly object[],
  more: Partial<TuneRequest> = {},
): TuneRequest => ({
  rule,
  falsePositives: set('fp', fp),
  truePositives: set('tp', tp),
  tests: undefined,
  readEvents: () => ({ ok: false, error: 'no files' }),
  inputs: {},
  as: 'exclusion',
  most: 4,
  frameOf: (number) => ({ id: `id-${number}`, name: 'n', description: 'd', expires: '2030-01-01T00:00:00Z' }),
  ...more,
});

/** Returns the query after tuning, or why there is none. */
const tuned = (...given: Parameters<typeof requestOf>): string => {
  const found = tuneRule(requestOf(...given));
  return found.ok ? /query = '''\n([\s\S]*?)\n'''/.exec(found.text)![1]! : found.error;
};

const signed = { 'process.code_signature.subject_name': 'Acme' };
const path = { 'process.executable': '/usr/bin/sh' };

describe('an exclusion', () => {
  it.each([
    [
      'asks for what is hardest to forge, and for a second condition',
      [process({ ...signed, ...path, 'user.name': 'ann' })],
      [process({ ...path, 'user.name': 'bob' })],
      'process where process.name == "sh" and not (process.code_signature.subject_name == "Acme" and user.name == "ann")',
    ],
    [
      'needs nothing beside a hash',
      [process({ ...signed, 'process.hash.sha256': 'aa' })],
      [process(signed)],
      'process where process.name == "sh" and not process.hash.sha256 == "aa"',
    ],
    [
      'never asks for a process ID or a time',
      [process({ 'process.pid': 4, '@timestamp': '2026-01-01T00:00:00Z', 'acme.x': 'y' })],
      [process({ 'process.pid': 5, '@timestamp': '2026-01-01T00:00:01Z' })],
      'process where process.name == "sh" and not (acme.x == "y" and process.name == "sh")',
    ],
    [
      'has a part for each group that shares nothing with the others',
      [process({ 'user.name': 'a', 'a.b': 1, 'a.c': 1 }), process({ 'user.name': 'b', 'b.b': 1, 'b.c': 1 })],
      [process({ 'user.name': 'a' }), process({ 'user.name': 'b' })],
      'process where process.name == "sh" and not (user.name == "a" and a.b == 1) and not (user.name == "b" and b.b == 1)',
    ],
  ])('%s', (_, fp, tp, expected) => {
    expect(tuned(fp, tp)).toBe(expected);
  });

  it.each([
    [
      'no false positive alerts',
      [{ a: 1 }],
      [process({})],
      'the rule raises no alert on the false positives, so there is nothing to remove',
    ],
    [
      'no true positive alerts',
      [process({})],
      [{ a: 1 }],
      'the rule raises no alert on the true positives, so losing one would go unnoticed',
    ],
    [
      'none is known',
      [process({ 'user.name': 'a' })],
      [],
      'no true positives: pass some, or write a test that expects an alert',
    ],
    [
      'they are the same',
      [process({ 'user.name': 'a' })],
      [process({ 'user.name': 'b' }), process({ 'user.name': 'a' })],
      'nothing trustworthy distinguishes the false positives from tp:2',
    ],
  ])('is refused when %s', (_, fp, tp, expected) => {
    expect(tuned(fp, tp)).toBe(expected);
  });

  it.each([
    [
      'counts a host and its name as one thing, and asks for what happened, too',
      [process({ 'host.id': 'h', 'host.name': 'n', 'acme.x': 'y' })],
      [process({ 'host.id': 'i', 'host.name': 'm' })],
      'process where process.name == "sh" and not (host.id == "h" and acme.x == "y")',
    ],
    [
      'uses no nested objects of Elastic Defend',
      [process({ 'process.Ext.code_signature.subject_name': 'Acme', 'acme.x': 'y', 'acme.z': 1 })],
      [process({})],
      'process where process.name == "sh" and not (acme.x == "y" and acme.z == 1)',
    ],
    [
      'compares a number with a keyword as text',
      [process({ 'event.code': 7, 'acme.x': 'y', 'acme.z': 1 })],
      [process({ 'acme.x': 'y', 'acme.z': 1 })],
      'process where process.name == "sh" and not (event.code == "7" and acme.x == "y" and acme.z == 1)',
    ],
  ])('%s', (_, fp, tp, expected) => {
    const found = tuneRule(requestOf(fp, tp));
    expect(found.ok ? /query = '''\n([\s\S]*?)\n'''/.exec(found.text)![1] : found.error).toBe(expected);
  });

  it.each([
    [
      'a missing event',
      'sequence by host.id with maxspan=1m [process where true] ![file where true] [network where true]',
      [0, 2],
    ],
    ['runs', 'sequence by host.id [process where true] with runs=2 [network where true]', [0, 0, 1]],
  ])('finds the step of a sequence with %s', (_, query, kinds) => {
    const categories = ['process', 'file', 'network'];
    const own = kinds.includes(2) ? categories : ['process', 'network'];
    const events = (name: string) =>
      kinds.map((kind, index) => ({
        '@timestamp': `2026-01-01T00:00:0${index}Z`,
        'event.category': own[kind],
        'host.id': 'h',
        ...(index === kinds.length - 1 && { 'acme.name': name, 'acme.more': name }),
      }));
    const found = tuneRule(requestOf(events('x'), events('y'), { rule: ruleOf(query) }));
    expect(found).toMatchObject({ ok: true, step: kinds.at(-1) });
    expect(found.ok && found.text).toContain('[network where true and not (');
  });

  test('says that an exclusion cannot be written', () => {
    expect(tuned([process({})], [process({})], { rule: ruleOf('ROW a = 1', 'esql') })).toBe(
      'an exclusion cannot be added to this query; create an exception instead',
    );
  });

  test('warns where only an account or a host tells the events apart', () => {
    const found = tuneRule(
      requestOf(
        [process({ 'user.name': 'ann', 'acme.x': 'y' })],
        [process({ 'user.name': 'bob', 'acme.x': 'y' })],
      ),
    );
    expect(found).toMatchObject({
      warnings: [
        'only user.name distinguishes false positives from true positives: the rule no longer sees this account or host',
      ],
    });
  });

  test('takes the source events of exported alerts', () => {
    const alert = (more: object) =>
      process({ 'kibana.alert.rule.uuid': 'r', 'event.kind': 'signal', ...more });
    expect(tuned([alert({ 'acme.x': 'y', 'acme.z': 1 })], [process({})])).toBe(
      'process where process.name == "sh" and not (acme.x == "y" and acme.z == 1)',
    );
  });

  test('names events that raise no alert', () => {
    const found = tuneRule(
      requestOf([process({ 'acme.x': 'y', 'acme.z': 1 }), { a: 1 }], [{ b: 1 }, process({})]),
    );
    expect(found).toMatchObject({ ok: true, silent: ['fp:2', 'tp:1'] });
  });

  const tests = (written: string): TestFile => testFileOf(`tests:\n${written}`);
  const alert = (fields: string) =>
    `  - {name: one, events: [{event.category: process, process.name: sh, ${fields}}], expect: alert}\n`;

  test('keeps every test that passes', () => {
    const fp = [process({ ...signed, 'user.name': 'ann', 'acme.x': 'y' })];
    const kept = tests(alert('process.code_signature.subject_name: Acme, user.name: ann'));
    expect(tuned(fp, [], { tests: kept })).toBe(
      'process where process.name == "sh" and not (process.code_signature.subject_name == "Acme" and acme.x == "y")',
    );
  });

  test('warns where an attacker chooses what tells the events apart', () => {
    const found = tuneRule(
      requestOf(
        [process({ ...signed, 'process.args': ['-x'] })],
        [process({ ...signed, 'process.args': ['-y'] })],
      ),
    );
    expect(found).toMatchObject({
      warnings: [
        'an attacker who knows the exclusion can evade the rule: they can choose the excluded values of process.args',
      ],
    });
  });

  test('is put into the step of a sequence that tells them apart', () => {
    const sequence = ruleOf('sequence by host.id [process where true] [file where true]');
    const pair = (host: string, name: string) => [
      { '@timestamp': '2026-01-01T00:00:00Z', 'event.category': 'process', 'host.id': host },
      {
        '@timestamp': '2026-01-01T00:00:01Z',
        'event.category': 'file',
        'host.id': host,
        'acme.name': name,
        'acme.more': name,
      },
    ];
    const found = tuneRule(requestOf(pair('a', 'x'), pair('a', 'y'), { rule: sequence }));
    expect(found).toMatchObject({ ok: true, step: 1 });
    expect(found.ok && found.text).toContain('[file where true and not (');
  });

  test('leaves the groups of a threshold that are true', () => {
    const threshold = ruleOf(
      'event.category: "process"',
      'threshold',
      '[rule.threshold]\nfield = ["host.id"]\nvalue = 2',
    );
    const twice = (fields: object) => [process(fields), process(fields)];
    const fp = twice({ 'host.id': 'a', 'acme.job': 'nightly' });
    expect(tuned(fp, twice({ 'host.id': 'b' }), { rule: threshold })).toBe(
      'event.category: "process" and not (host.id: "a" and acme.job: "nightly")',
    );
  });
});

test('an exception is an item that Kibana takes, with its end', () => {
  const request = requestOf([process({ ...signed, 'user.name': 'ann' })], [process({})], { as: 'exception' });
  const found = tuneRule(request);
  expect(found).toMatchObject({
    ok: true,
    text: rule.document.text,
    items: [
      {
        item_id: 'id-0',
        type: 'simple',
        expire_time: '2030-01-01T00:00:00Z',
        entries: [
          {
            field: 'process.code_signature.subject_name',
            operator: 'included',
            type: 'match',
            value: 'Acme',
          },
          { field: 'user.name', operator: 'included', type: 'match', value: 'ann' },
        ],
      },
    ],
  });
});

test('the tests show the events with what was asked of them, and hold', () => {
  const request = requestOf(
    [process({ ...signed, 'user.name': 'ann', big: 'x' })],
    [process({ 'user.name': 'bob', big: 'y' })],
  );
  const found = tuneRule(request);
  const cases = found.ok ? tunedCases(rule, found, request.falsePositives, request.truePositives, {}) : [];
  expect(cases).toEqual([
    {
      name: 'false positive: process sh ann',
      events: [
        {
          'event.category': 'process',
          'process.name': 'sh',
          'process.code_signature.subject_name': 'Acme',
          'user.name': 'ann',
        },
      ],
      expect: 'no alert',
    },
    {
      name: 'true positive: process sh bob',
      events: [{ 'event.category': 'process', 'process.name': 'sh', 'user.name': 'bob' }],
      expect: 'alert',
    },
  ]);
});
