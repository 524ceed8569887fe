import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import type { EvaluateOptions } from '../../server/src/evaluate/prepare/prepare-query.js';
import { eventStream, limits, type Shape, sample, sequence } from './arbitraries.js';
import type { NaiveEvent } from './naive-events.js';
import { naiveSamples } from './naive-sample.js';
import { type NaiveLimits, naiveSequence } from './naive-sequence.js';
import { naiveFields, printEvent, printSample, printSequence } from './print-naive.js';

const numRuns = Number(process.env.RULEWRIGHT_RUNS ?? 4_000);

function runQuery(query: string, events: readonly NaiveEvent[], options: EvaluateOptions) {
  return evaluateQuery({
    language: 'eql',
    query,
    events: events.map(printEvent),
    options: { fields: naiveFields, tiebreakerField: 'order', ...options },
  });
}

function limitOptions({ size, resultPosition }: NaiveLimits): EvaluateOptions {
  return { resultPosition, ...(size === undefined ? {} : { size }) };
}

/** Compares both evaluators on random queries and streams; returns the share of runs with a match. */
function checkSequences(shape: Shape): number {
  let matched = 0;
  fc.assert(
    fc.property(sequence(shape), eventStream, limits, ({ query, shared }, events, limit) => {
      const text = printSequence(query, shared);
      const matches = naiveSequence(query, events, limit);
      expect(runQuery(text, events, limitOptions(limit)), text).toEqual({ kind: 'sequences', matches });
      if (matches.length > 0) matched++;
    }),
    { numRuns },
  );
  return matched / numRuns;
}

/**
 * Each kind of sequence with the minimum share of runs that must have a match, so that agreement means
 * something.
 */
describe('sequences agree with a naive evaluator', () => {
  const shapes: readonly (readonly [name: string, shape: Shape, share: number])[] = [
    ['steps that must occur', { missing: 'none', until: 1 }, 0.2],
    ['with until', { missing: 'none', until: 9 }, 0.12],
    ['with missing events anywhere', { missing: 'anywhere', until: 1 }, 0.2],
    ['with missing events at both ends', { missing: 'both ends', until: 1 }, 0.2],
  ];
  test.for(shapes)('%s', ([, shape, share]) => {
    expect(checkSequences(shape)).toBeGreaterThan(share);
  });
});

test('samples agree with a naive evaluator', () => {
  let matched = 0;
  fc.assert(
    fc.property(
      sample,
      eventStream,
      limits,
      fc.integer({ min: 1, max: 4 }),
      (written, events, { size }, most) => {
        const query = printSample(written.terms, written.shared);
        const allowed = naiveSamples(written.terms, events, most);
        const options = { maxSamplesPerKey: most, ...(size === undefined ? {} : { size }) };
        const result = runQuery(query, events, options);
        if (result.kind !== 'samples') throw new Error(`${query}: ${JSON.stringify(result)}`);
        const keys = allowed.flatMap(({ joinKeys, count }) => Array.from({ length: count }, () => joinKeys));
        expect(
          result.matches.map(({ joinKeys }) => joinKeys),
          query,
        ).toEqual(keys.slice(0, size));
        for (const { joinKeys, combinations } of allowed) {
          const found = result.matches.filter(
            (match) => JSON.stringify(match.joinKeys) === JSON.stringify(joinKeys),
          );
          const texts = found.map(({ events: chosen }) => JSON.stringify(chosen));
          expect(new Set(texts).size, query).toBe(texts.length);
          expect(
            combinations.map((one) => JSON.stringify(one)),
            query,
          ).toEqual(expect.arrayContaining(texts));
        }
        if (result.matches.length > 0) matched++;
      },
    ),
    { numRuns },
  );
  expect(matched / numRuns).toBeGreaterThan(0.2);
});
