import fc from 'fast-check';
import type { NaiveEvent, NaiveKeyField, NaiveTerm } from './naive-events.js';
import type { NaiveLimits, NaivePipe, NaiveSequence, NaiveStep } from './naive-sequence.js';
import { timeUnit } from './print-naive.js';

/** Generates values of a key field as in documents: usually one of two, sometimes several, none, or nulls. */
function fieldValue<Value>(...values: readonly Value[]): fc.Arbitrary<unknown> {
  const one = fc.constantFrom(...values);
  return fc.oneof(
    { arbitrary: one, weight: 8 },
    { arbitrary: fc.array(fc.oneof(one, fc.constant(null)), { maxLength: 3 }), weight: 2 },
    { arbitrary: fc.constantFrom(null, undefined), weight: 2 },
  );
}

const fields = fc
  .record({
    a: fieldValue('x', 'y'),
    b: fieldValue('x', 'Y'),
    n: fieldValue(1, 2, 10),
    m: fieldValue(2, 10),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));

/** Streams of up to 12 events with many equal times, sometimes out of order or without a time. */
export const eventStream: fc.Arbitrary<NaiveEvent[]> = fc
  .array(
    fc.record({
      time: fc.oneof(
        { arbitrary: fc.nat({ max: 7 }).map((units) => units * timeUnit), weight: 12 },
        { arbitrary: fc.constant(undefined), weight: 1 },
      ),
      tiebreaker: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
      kind: fc.oneof(
        { arbitrary: fc.constantFrom('p', 'q', 'r'), weight: 9 },
        { arbitrary: fc.constant('other'), weight: 1 },
      ),
      fields,
    }),
    { maxLength: 12, size: 'max' },
  )
  .map((events) => events.map((event, index) => ({ ...event, index })));

const kinds = fc.oneof(
  fc.constantFrom(['p'], ['q'], ['r']),
  fc.constantFrom(['p', 'q'], ['q', 'r'], ['p', 'r']),
  fc.constant(['p', 'q', 'r']),
);

/** Until steps match fewer events, or nothing would survive them. */
const untilKinds = fc.constantFrom(['p'], ['q'], ['r'], ['other']);

type Family = 'text' | 'number';
const fieldsOf = { text: ['a', 'b'], number: ['n', 'm'] } as const;

function keyField(family: Family): fc.Arbitrary<NaiveKeyField> {
  return fc.oneof(
    {
      arbitrary: fc.record({ name: fc.constantFrom(...fieldsOf[family]), optional: fc.boolean() }),
      weight: 12,
    },
    { arbitrary: fc.constant({ name: 'nowhere', optional: true }), weight: 1 },
  );
}

/** The keys of a query: those of all terms, and the families of those in each term. */
interface KeyPlan {
  readonly shared: readonly NaiveKeyField[];
  readonly own: readonly Family[];
}

const families = (...counts: readonly number[]): fc.Arbitrary<Family[]> =>
  fc
    .constantFrom(...counts)
    .chain((count) =>
      fc.array(fc.constantFrom<Family>('text', 'number'), { minLength: count, maxLength: count }),
    );

const keyPlan: fc.Arbitrary<KeyPlan> = fc
  .tuple(families(0, 0, 0, 1, 1, 2), families(0, 0, 1))
  .chain(([shared, own]) => fc.record({ shared: fc.tuple(...shared.map(keyField)), own: fc.constant(own) }));

function termKeys({ shared, own }: KeyPlan): fc.Arbitrary<NaiveKeyField[]> {
  return fc.tuple(...own.map(keyField)).map((keys) => [...shared, ...keys]);
}

function term(plan: KeyPlan): fc.Arbitrary<NaiveTerm> {
  return fc.record({ kinds, keys: termKeys(plan) });
}

function step(plan: KeyPlan, missing: boolean): fc.Arbitrary<NaiveStep> {
  return fc.record({
    kinds,
    keys: termKeys(plan),
    missing: fc.constant(missing),
    runs: fc.oneof({ arbitrary: fc.constant(1), weight: 8 }, { arbitrary: fc.constantFrom(2, 3), weight: 1 }),
  });
}

/** Generates one to four steps: without a missing one, with one anywhere, or with one at each end. */
function steps(plan: KeyPlan, missing: Shape['missing']): fc.Arbitrary<NaiveStep[]> {
  const list = (least: number, most: number, missingToo: boolean): fc.Arbitrary<NaiveStep[]> =>
    fc.array(missingToo ? fc.boolean().chain((isMissing) => step(plan, isMissing)) : step(plan, false), {
      minLength: least,
      maxLength: most,
      size: 'max',
    });
  switch (missing) {
    case 'none':
      return list(1, 3, false);
    case 'anywhere':
      return list(2, 4, true);
    case 'both ends':
      return fc
        .tuple(step(plan, true), list(1, 2, false), list(0, 1, true), step(plan, true))
        .map(([first, positive, middle, last]) => [
          first,
          ...positive.slice(0, 1),
          ...middle,
          ...positive.slice(1),
          last,
        ]);
  }
}

const pipes: fc.Arbitrary<NaivePipe[]> = fc.oneof(
  { arbitrary: fc.constant<NaivePipe[]>([]), weight: 3 },
  {
    arbitrary: fc.array(
      fc.record({ name: fc.constantFrom('head' as const, 'tail' as const), count: fc.nat({ max: 3 }) }),
      { minLength: 1, maxLength: 2 },
    ),
    weight: 1,
  },
);

export const limits: fc.Arbitrary<NaiveLimits> = fc.record({
  size: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 3 },
    { arbitrary: fc.nat({ max: 4 }), weight: 1 },
  ),
  resultPosition: fc.constantFrom('head', 'tail'),
});

export interface WrittenSequence {
  readonly query: NaiveSequence;
  /** The number of keys after `sequence by`. */
  readonly shared: number;
}

/** The kind of sequences in a property. */
export interface Shape {
  readonly missing: 'none' | 'anywhere' | 'both ends';
  /** Share of queries with an until step, in tenths. */
  readonly until: number;
}

/**
 * Generates sequences that Elasticsearch accepts: at least two stages, one of them positive, and maxspan if
 * one is missing.
 */
export function sequence({ missing, until }: Shape): fc.Arbitrary<WrittenSequence> {
  return keyPlan
    .chain((plan) =>
      fc.record({
        steps: steps(plan, missing),
        until: fc.oneof(
          { arbitrary: fc.constant(undefined), weight: 10 - until },
          { arbitrary: fc.record({ kinds: untilKinds, keys: termKeys(plan) }), weight: until },
        ),
        maxspan: fc.oneof(
          { arbitrary: fc.constant(undefined), weight: missing === 'none' ? 1 : 0 },
          { arbitrary: fc.integer({ min: 1, max: 8 }).map((units) => units * timeUnit), weight: 2 },
        ),
        pipes,
        shared: fc.constant(plan.shared.length),
      }),
    )
    .filter(
      ({ steps: list }) =>
        list.some((one) => !one.missing) && list.reduce((sum, { runs }) => sum + runs, 0) >= 2,
    )
    .map(({ shared, ...query }) => ({ query, shared }));
}

export interface WrittenSample {
  readonly terms: readonly NaiveTerm[];
  readonly shared: number;
}

export const sample: fc.Arbitrary<WrittenSample> = keyPlan
  .filter(({ shared, own }) => shared.length + own.length > 0)
  .chain((plan) =>
    fc.record({
      terms: fc.array(term(plan), { minLength: 2, maxLength: 3 }),
      shared: fc.constant(plan.shared.length),
    }),
  );
