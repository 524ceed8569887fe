import { beforeAll, describe, expect, test } from 'vitest';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';
import { openCorpus } from './corpus-rules.js';
import { mutationKinds } from './kinds/kinds.js';
import { knownGaps } from './known-gaps.js';
import { type KindResult, measure } from './measure.js';
import { hasLint, reachesGoals, sharesOf, showResults } from './report.js';

const number = Number(process.env.RULEWRIGHT_MUTANTS ?? 3_000);
const seed = process.env.RULEWRIGHT_SEED ?? '1';
/** Plants only kinds whose names contain this; all if it is empty. */
const only = process.env.RULEWRIGHT_KIND ?? '';

const corpusFolder = referenceFolder('corpus');

describe.skipIf(!corpusFolder)(`planted mistakes${corpusFolder ? '' : ` (${sharedMissing})`}`, () => {
  let results: readonly KindResult[] = [];

  beforeAll(async () => {
    const corpus = await openCorpus(corpusFolder!);
    const kinds = mutationKinds.filter(({ name }) => name.includes(only));
    results = measure(corpus, kinds, number, seed);
    if (process.env.RULEWRIGHT_MUTATIONS === 'show') process.stdout.write(`${showResults(results, 4)}\n`);
  }, 120_000);

  test('are many, of many kinds', () => {
    expect(sharesOf(results).mutants).toBeGreaterThan(number * 0.9);
    expect(results.filter(({ outcomes }) => outcomes.length > 0).length).toBeGreaterThan(25);
  });

  test('are found, at their place, once', () => {
    const shares = sharesOf(results.filter(hasLint));
    expect(reachesGoals(shares), JSON.stringify(shares)).toBe(true);
  });

  const isUsual = !process.env.RULEWRIGHT_MUTANTS && !process.env.RULEWRIGHT_SEED && only === '';
  test.runIf(isUsual)('of kinds that are known gaps are found less often than the others', () => {
    const closed = results.filter(
      (result) =>
        knownGaps[result.kind.name] !== undefined && hasLint(result) && reachesGoals(sharesOf([result])),
    );
    expect(closed.map(({ kind }) => kind.name)).toEqual([]);
    const names = mutationKinds.map(({ name }) => name);
    expect(Object.keys(knownGaps).filter((name) => !names.includes(name))).toEqual([]);
  });
});
