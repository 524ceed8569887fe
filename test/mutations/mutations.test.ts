import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedFolder, sharedMissing } from '../helpers/shared.js';
import { openCorpus } from './corpus-rules.js';
import { mutationKinds } from './kinds/kinds.js';
import { measure } from './measure.js';
import { sharesOf, showResults, withLint } from './report.js';

const number = Number(process.env.RULEWRIGHT_RUNS ?? 3_000);
const seed = process.env.RULEWRIGHT_SEED ?? '1';
const only = process.env.RULEWRIGHT_KIND ?? '';

describe.skipIf(!sharedFolder)(`planted mistakes${sharedFolder ? '' : ` (${sharedMissing})`}`, () => {
  test('are found, at their place, once', { timeout: 120_000 }, async () => {
    const corpus = await openCorpus(join(sharedFolder!, 'corpus'));
    const results = measure(
      corpus,
      mutationKinds.filter(({ name }) => name.includes(only)),
      number,
      seed,
    );
    if (process.env.RULEWRIGHT_MUTATIONS === 'show') process.stdout.write(`${showResults(results, 4)}\n`);
    const { mutants, found, placed, company } = sharesOf(withLint(results));
    expect(mutants).toBeGreaterThan(2_000);
    expect(found).toBeGreaterThanOrEqual(0.98);
    expect(placed).toBeGreaterThanOrEqual(0.97);
    expect(company).toBeLessThan(0.02);
  });
});
