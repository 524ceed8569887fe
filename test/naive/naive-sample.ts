import { allKeys, compareKeys, hitsOf, type Keys, type NaiveEvent, type NaiveTerm } from './naive-events.js';

/** The samples of a key: any `count` of the combinations, since it is not determined which. */
export interface NaiveSamples {
  readonly joinKeys: Keys;
  readonly count: number;
  /** Positions of one event per term, all different. */
  readonly combinations: readonly (readonly number[])[];
}

/**
 * Answers a sample query as described in docs/semantics/eql.md#samples: builds all combinations for each key.
 */
export function naiveSamples(
  terms: readonly NaiveTerm[],
  events: readonly NaiveEvent[],
  maxSamplesPerKey: number,
): NaiveSamples[] {
  return allKeys(terms, events)
    .sort(compareKeys)
    .map((key) => {
      let combinations: number[][] = [[]];
      for (const term of terms) {
        const hits = hitsOf(term, key, events).map((event) => event.index);
        combinations = combinations.flatMap((chosen) =>
          hits.filter((hit) => !chosen.includes(hit)).map((hit) => [...chosen, hit]),
        );
      }
      return { joinKeys: key, combinations, count: Math.min(maxSamplesPerKey, combinations.length) };
    })
    .filter(({ count }) => count > 0);
}
