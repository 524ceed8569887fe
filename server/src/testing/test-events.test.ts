import { describe, expect, test } from 'vitest';
import { buildEvents, readAt } from './test-events.js';

const now = '2026-01-01T00:00:00Z';
const base = Date.UTC(2026, 0, 1);

describe('at', () => {
  const rows: readonly (readonly [at: unknown, milliseconds: number | undefined])[] = [
    ['0s', 0],
    ['250ms', 250],
    ['5m', 300_000],
    ['+5m', 300_000],
    ['-5m', -300_000],
    ['1h30m', 5_400_000],
    ['-1h30m', -5_400_000],
    ['1.5s', 1_500],
    ['2d', 172_800_000],
    [3, 3_000],
    ['2026-01-01T00:00:01Z', 1_000],
    ['2026-01-02', 86_400_000],
    ['2026-01-01T02:00:00+01:00', 3_600_000],
    ['5 minutes', undefined],
    ['5', undefined],
    ['', undefined],
    ['s', undefined],
    [true, undefined],
    [Number.NaN, undefined],
    // Beyond the range of dates.
    ['999999999999d', undefined],
    [1e300, undefined],
  ];
  test.for(rows)('%j', ([at, milliseconds]) => {
    expect(readAt(at, base)).toBe(milliseconds === undefined ? undefined : base + milliseconds);
  });
});

describe('the events of a case', () => {
  const build = (events: Record<string, unknown>[], defaults: Record<string, unknown> = {}) =>
    buildEvents(events, defaults, now);
  const times = (events: Record<string, unknown>[], defaults?: Record<string, unknown>): unknown[] =>
    build(events, defaults).events.map((event) => event['@timestamp']);

  test('without a time are one millisecond apart in their order', () => {
    expect(times([{}, {}, {}])).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.001Z',
      '2026-01-01T00:00:00.002Z',
    ]);
  });
  test('count those with a time too', () => {
    expect(times([{ at: '5s' }, {}, { '@timestamp': '2020-01-01T00:00:00Z' }])).toEqual([
      '2026-01-01T00:00:05.000Z',
      '2026-01-01T00:00:00.001Z',
      '2020-01-01T00:00:00Z',
    ]);
  });
  test('have `at` turned into a time', () => {
    expect(build([{ at: '1s', x: 1 }]).events).toEqual([{ x: 1, '@timestamp': '2026-01-01T00:00:01.000Z' }]);
  });
  test('have an `at` that wins over a default time', () => {
    expect(times([{ at: '1s' }, {}], { '@timestamp': '2020-01-01T00:00:00Z' })).toEqual([
      '2026-01-01T00:00:01.000Z',
      '2020-01-01T00:00:00Z',
    ]);
  });
  test('report an `at` that is no time', () => {
    expect(build([{}, { at: 'soon' }]).faults).toEqual([
      {
        index: 1,
        message: '"at" is not a time: "soon"',
        help: 'write an offset such as 0s, -5m or 1h30m, or an ISO 8601 time',
      },
    ]);
  });

  const merged: readonly (readonly [name: string, event: object, defaults: object, expected: object])[] = [
    ['a default is added', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['an event wins', { a: 1 }, { a: 2 }, { a: 1 }],
    ['nested over dotted', { process: { name: 'x' } }, { 'process.name': 'y' }, { process: { name: 'x' } }],
    [
      'dotted over nested',
      { 'process.name': 'x' },
      { process: { name: 'y', pid: 1 } },
      { process: { name: 'x', pid: 1 } },
    ],
    [
      'dotted keys below nested ones',
      { process: { 'parent.name': 'x' } },
      { 'process.parent': { pid: 1 } },
      { process: { parent: { name: 'x', pid: 1 } } },
    ],
    [
      'lists are replaced as a whole',
      { 'event.type': ['a'] },
      { event: { type: ['b', 'c'] } },
      { event: { type: ['a'] } },
    ],
    ['null takes a default away', { host: { name: null } }, { 'host.name': 'h' }, { host: { name: null } }],
    ['a value replaces an object', { host: 'h' }, { 'host.name': 'x' }, { host: 'h' }],
    [
      'names of Object are names',
      { 'constructor.name': 1 },
      { toString: 2 },
      { constructor: { name: 1 }, toString: 2 },
    ],
  ];
  test.for(merged)('%s', ([, event, defaults, expected]) => {
    const { events } = build([event as Record<string, unknown>], defaults as Record<string, unknown>);
    const [{ '@timestamp': _, ...rest } = {}] = events;
    expect(rest).toEqual(expected);
  });

  test('leave the defaults and each other alone', () => {
    const defaults = { process: { name: 'x' } };
    build([{ 'process.pid': 1 }, { process: { pid: 2 } }], defaults);
    expect(defaults).toEqual({ process: { name: 'x' } });
  });
});
