import { allKeys, compareKeys, hitsOf, type Keys, type NaiveEvent, type NaiveTerm } from './naive-events.js';

/** The samples that a key allows: any `count` of the combinations, since which of them is not determined. */
export interface NaiveSamples {
  readonly joinKeys: Keys;
  readonly count: number;
  /** Positions of one event per term, no event twice. */
  readonly combinations: readonly (readonly number[])[];
}

/**
 * The answer of a sample query, written from docs/semantics/eql.md#samples: for each key all combinations are built.
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
