import { describe, expect, it } from 'vitest';
import type { LearnedSource } from '../inventory/inventory.js';
import { createEventLearner, type LearnOptions } from './event-learner.js';

const learn = (events: readonly object[], options?: LearnOptions) => {
  const learner = createEventLearner(options);
  for (const event of events) learner.add(event as Record<string, unknown>);
  return learner.result();
};
const only = (events: readonly object[], options?: LearnOptions): LearnedSource => {
  const { sources } = learn(events, options);
  expect(sources).toHaveLength(1);
  return sources[0]!;
};

describe('createEventLearner', () => {
  it.each([
    ['_index', { _index: '.ds-logs-a.b-default-2026.01.01-000001' }, 'logs-a.b-default', 'index'],
    ['data_stream, nested', { data_stream: { dataset: 'a.b', namespace: 'x' } }, 'logs-a.b-x', 'index'],
    [
      'data_stream, dotted',
      { 'data_stream.dataset': 'a.b', 'data_stream.type': 'metrics' },
      'metrics-a.b-default',
      'index',
    ],
    ['data_stream in lists', { 'data_stream.dataset': ['a.b'] }, 'logs-a.b-default', 'index'],
    ['event.dataset', { event: { dataset: 'a.b' } }, 'a.b', 'dataset'],
    ['nothing', { a: 1 }, '*', 'any'],
  ])('names the source by %s', (_, event, name, kind) => {
    expect(only([event])).toMatchObject({ name, kind });
  });

  it('takes the given index before the data set, and not before an index', () => {
    expect(only([{ event: { dataset: 'a.b' } }], { index: 'own-*' })).toMatchObject({
      name: 'own-*',
      kind: 'index',
    });
    expect(only([{ _index: 'x' }], { index: 'own-*' })).toMatchObject({ name: 'x' });
  });

  it('counts documents, several values and types of JSON', () => {
    const { fields, documents } = only([
      { user: { name: 'ann' }, n: 1, args: ['a', 'b'], twice: ['a', 'a'] },
      { 'user.name': 'ann', n: 1.5, args: [['c'], null], empty: [] },
      { user: [{ name: 'bob' }, { name: 'ann' }], n: 'x', nothing: null },
    ]);
    expect(documents).toBe(3);
    expect(Object.fromEntries(fields)).toEqual({
      'user.name': {
        type: 'keyword',
        documents: 3,
        several: 1,
        distinct: 2,
        values: new Map([
          ['ann', 3],
          ['bob', 1],
        ]),
      },
      n: {
        type: 'keyword',
        documents: 3,
        kinds: { string: 1, integer: 1, decimal: 1 },
        distinct: 3,
        values: new Map([
          ['1', 1],
          ['1.5', 1],
          ['x', 1],
        ]),
      },
      args: {
        type: 'keyword',
        documents: 2,
        several: 1,
        distinct: 3,
        values: new Map([
          ['a', 1],
          ['b', 1],
          ['c', 1],
        ]),
      },
      twice: { type: 'keyword', documents: 1, distinct: 1, values: new Map([['a', 1]]) },
    });
  });

  it('knows times, and how late events arrive', () => {
    const source = only([
      { '@timestamp': '2026-01-01T00:00:00Z', event: { ingested: '2026-01-01T00:00:10Z' } },
      { '@timestamp': '2026-01-01T00:00:01', 'event.ingested': ['2026-01-01T00:00:11Z'] },
      { '@timestamp': ['2025-12-31T23:00:00.000Z'] },
      { '@timestamp': 'yesterday', event: { ingested: 'today' } },
    ]);
    expect(source).toMatchObject({ first: '2025-12-31T23:00:00.000Z', last: '2026-01-01T00:00:01.000Z' });
    expect(source.lag?.documents).toBe(2);
    expect(source.lag?.p99).toBeGreaterThanOrEqual(10);
    expect(source.lag?.p99).toBeLessThanOrEqual(11);
    expect(source.fields.get('@timestamp')).toEqual({ type: 'date', documents: 3 + 1 });
  });

  it('learns fields named like members of Object.prototype', () => {
    const event = JSON.parse(
      '{"__proto__": {"constructor": 1}, "toString": "a", "_index": "__proto__"}',
    ) as object;
    const source = only([event]);
    expect(source.name).toBe('__proto__');
    expect([...source.fields.keys()].sort()).toEqual(['__proto__.constructor', 'toString']);
  });

  it('learns no values when asked not to', () => {
    expect(only([{ a: 'secret' }], { values: false }).fields.get('a')).toEqual({
      type: 'keyword',
      documents: 1,
    });
  });

  it('is bounded: fields, depth, length of names', () => {
    const { sources, omitted } = learn(
      Array.from({ length: 100 }, (_, index) => ({ [`field${index}`]: 1 })),
      { mostFields: 10 },
    );
    expect(sources[0]!.fields.size).toBeLessThanOrEqual(10);
    expect(omitted).toBeGreaterThanOrEqual(90);
    expect(
      learn(
        Array.from({ length: 100 }, (_, index) => ({ _index: `i${index}` })),
        { mostFields: 10 },
      ).omitted,
    ).toBe(90);
    let deep: unknown = 1;
    for (let depth = 0; depth < 5_000; depth++) deep = depth % 2 ? [deep] : { a: deep };
    expect(learn([{ deep, [`a${'.b'.repeat(5_000)}`]: 1 }]).sources[0]!.documents).toBe(1);
  });
});
