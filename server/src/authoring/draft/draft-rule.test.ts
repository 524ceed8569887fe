import { describe, expect, it, test } from 'vitest';
import { doesAsWritten } from '../../../../test/helpers/check-tests.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { lintRule } from '../../lint/run.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { type DraftRequest, draftRule } from './draft-rule.js';
import { maxspanFor } from './shape.js';

const set = (name: string, events: readonly object[]) => ({
  events: events as readonly EventObject[],
  addressOf: (number: number) => `${name}:${number + 1}`,
});

const draft = (
  events: readonly object[],
  more: Partial<Omit<DraftRequest, 'events'>> & { readonly quiet?: readonly object[] } = {},
) =>
  draftRule({
    events: set('events', events),
    baseline: set('baseline', more.quiet ?? []),
    type: undefined,
    most: 4,
    options: {
      name: 'Seen',
      author: 'Mara',
      today: '2026/01/31',
      id: '0b5b1a1c-0d5c-4b1e-9d3c-0e4a1c2b3d4e',
    },
    ...more,
  });

const queryOf = (found: ReturnType<typeof draft>): string =>
  found.ok ? readRule(parseToml(found.text)).query!.text.trimEnd() : found.error;

const start = (process: object, more: object = {}) => ({
  '@timestamp': '2026-01-01T00:00:00Z',
  event: { category: 'process', type: 'start' },
  host: { os: { type: 'linux' }, id: 'h1' },
  process,
  ...more,
});

const cloud = {
  'event.dataset': 'aws.cloudtrail',
  'event.action': 'PutBucketPolicy',
  'event.provider': 's3.amazonaws.com',
};

describe('the query', () => {
  it.each([
    [
      'asks for what the event did, and not for who did it',
      [
        start(
          { name: 'curl', parent: { name: 'nginx' } },
          { user: { name: 'www' }, source: { ip: '192.0.2.1' } },
        ),
      ],
      {},
      'process where host.os.type == "linux" and\n  event.type == "start" and\n  process.name : "curl" and\n  process.parent.name : "nginx"',
    ],
    [
      'asks first for what the baseline does not have',
      [start({ name: 'curl', args: ['curl', '-k'], parent: { name: 'nginx' } })],
      { quiet: [start({ name: 'curl', args: ['curl'], parent: { name: 'nginx' } })], most: 1 },
      'process where host.os.type == "linux" and\n  event.type == "start" and\n  process.args : "-k"',
    ],
    [
      'asks for no address, not even in arguments',
      [
        start({
          name: 'curl',
          args: ['curl', 'http://203.0.113.9/x', '203.0.113.9'],
          parent: { name: 'sh' },
        }),
      ],
      { quiet: [start({ name: 'curl', args: ['curl'], parent: { name: 'sh' } })] },
      'process where host.os.type == "linux" and\n  event.type == "start" and\n  process.name : "curl" and\n  process.parent.name : "sh"',
    ],
    [
      'is KQL for events of a service',
      [cloud],
      {},
      'event.dataset: "aws.cloudtrail" and\n  event.action: "PutBucketPolicy" and\n  event.provider: "s3.amazonaws.com"',
    ],
    [
      'lists values that differ',
      [start({ name: 'curl', 'parent.name': 'a' }), start({ name: 'wget', 'parent.name': 'a' })],
      { type: 'kql' as const },
      'event.category: "process" and\n  host.os.type: "linux" and\n  event.type: "start" and\n  process.name: ("curl" or "wget") and\n  process.parent.name: "a"',
    ],
  ])('%s', (_, events, more, expected) => {
    expect(queryOf(draft(events, more))).toBe(expected);
  });

  test('compares no field with several values in ES|QL', () => {
    const query = queryOf(draft([start({ name: 'curl', args: ['curl', '-k'] })], { type: 'esql' }));
    expect(query).toContain('process.name == "curl"');
    expect(query).not.toContain('process.args');
  });
});

describe('the type', () => {
  const child = start(
    { name: 'sh', entity_id: 'b', parent: { name: 'nginx', entity_id: 'a' } },
    { '@timestamp': '2026-01-01T00:00:20Z' },
  );
  const parent = start({ name: 'nginx', entity_id: 'a', parent: { name: 'init' } });
  const failed = (user: string) => ({
    event: { category: 'authentication', outcome: 'failure' },
    user: { name: user },
    source: { ip: '192.0.2.1' },
  });

  it.each([
    [
      'a sequence by what was started',
      [child, parent],
      '2 events of different kinds share process.entity_id and process.parent.entity_id',
    ],
    [
      'a threshold of events that share an address',
      [...'abcde'].map(failed),
      '5 events of one kind share source.ip',
    ],
    ['EQL on a host', [parent], 'the events come from a host'],
    ['KQL elsewhere', [cloud], 'the events do not come from a host'],
  ])('is %s', (_, events, because) => {
    expect(draft(events)).toMatchObject({ ok: true, because });
  });

  test('a sequence has the events in their order, a key for each step and twice the time', () => {
    expect(
      queryOf(draft([child, parent]))
        .split('\n')
        .filter((line) => !/^ {4}/.test(line)),
    ).toEqual([
      'sequence with maxspan=1m',
      '  [process where host.os.type == "linux" and',
      '  [process where host.os.type == "linux" and',
    ]);
  });

  test('a threshold counts a usual number, and distinct values', () => {
    const found = draft([...'abcdefg'].map(failed));
    expect(found.ok && /\[rule\.threshold\][\s\S]*/.exec(found.text)![0]).toBe(
      '[rule.threshold]\nfield = ["source.ip"]\nvalue = 5\n\n[[rule.threshold.cardinality]]\nfield = "user.name"\nvalue = 5\n',
    );
  });

  test.each([
    [0, '10s'],
    [20_000, '1m'],
    [50_000, '2m'],
    [86_400_000, '2d'],
  ])('of %d milliseconds the maxspan is %s', (milliseconds, expected) => {
    expect(maxspanFor(milliseconds)).toBe(expected);
  });
});

it.each<[string, readonly object[], string | RegExp, Partial<DraftRequest>?]>([
  ['there is none', [], 'no events to draft a rule from'],
  [
    'they have nothing in common',
    [start({ name: 'a' }, { event: { category: 'process' } }), cloud, { 'acme.x': 'y' }],
    /^the events have nothing distinctive in common; draft a rule for each kind \(process a: events:1; /,
  ],
  [
    'too few are counted',
    [cloud],
    'a threshold takes five or more events of one kind that share a user, host or address',
    { type: 'threshold' as const },
  ],
])('says why the events make no rule when %s', (_, events, expected, more: Partial<DraftRequest> = {}) => {
  const found = draft(events, more);
  expect(found.ok ? '' : found.error).toMatch(expected);
});

test('groups are named by the place of their events in the file, not by time', () => {
  const later = { ...cloud, '@timestamp': '2026-01-02T00:00:00Z' };
  const other = { '@timestamp': '2026-01-01T00:00:00Z', 'acme.x': 'y', 'event.category': 'web' };
  const found = draft([later, other, { ...other, 'event.category': 'file' }], { type: 'kql' });
  expect(found.ok ? '' : found.error).toMatch(/PutBucketPolicy: events:1/);
});

test('the alerts on the baseline are told', () => {
  const found = draft([start({ name: 'curl' })], { quiet: [start({ name: 'ls' }), start({ name: 'curl' })] });
  expect(found).toMatchObject({ ok: true, hits: [[1]] });
});

test('the tests are the events and near misses, and all hold', () => {
  for (const type of ['eql', 'kql', 'esql'] as const) {
    const found = draft([start({ name: 'curl', parent: { name: 'nginx' } }, { big: 'x' })], { type });
    if (!found.ok) throw new Error(found.error);
    expect(found.cases[0]!.events[0]).not.toHaveProperty('big');
    expect(found.cases.map(({ expect: wanted }) => wanted)).toEqual(
      expect.arrayContaining(['alert', 'no alert']),
    );
    expect(doesAsWritten(readRule(parseToml(found.text)), found.cases)).toEqual([]);
    expect(lintRule(found.text).filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});
