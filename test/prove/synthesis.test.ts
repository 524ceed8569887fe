import { describe, expect, test } from 'vitest';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';
import { type SynthesisRow, synthesisTable } from './synthesis-table.js';

const corpus = referenceFolder('corpus');
/** RULEWRIGHT_SYNTHESIS=show selects all rules and prints the table and the rules without a match. */
const isShown = process.env.RULEWRIGHT_SYNTHESIS === 'show';

const share = (rows: readonly SynthesisRow[], of: keyof SynthesisRow, all: keyof SynthesisRow): number =>
  rows.reduce((sum, row) => sum + row[of], 0) / rows.reduce((sum, row) => sum + row[all], 0);

describe.skipIf(!corpus)(`events made for shipped rules${corpus ? '' : ` (${sharedMissing})`}`, () => {
  test('match nearly all rules, and nearly match in each condition', () => {
    const { rows, left } = synthesisTable(corpus!, isShown ? 1 : 7);
    if (isShown) {
      const table = [...rows].map(([type, { rules, matched, conditions, missed, milliseconds }]) =>
        [
          type,
          `${matched}/${rules} matched`,
          `${missed}/${conditions} near misses`,
          `${(milliseconds / 1_000).toFixed(1)} s`,
        ].join(', '),
      );
      process.stdout.write(`${[...table, '', ...left].join('\n')}\n`);
    }
    const others = [...rows].filter(([type]) => type !== 'esql').map(([, row]) => row);
    expect(share(others, 'matched', 'rules')).toBeGreaterThan(0.96);
    expect(share(others, 'missed', 'conditions')).toBeGreaterThan(0.95);
    const tables = [...rows].filter(([type]) => type === 'esql').map(([, row]) => row);
    expect(share(tables, 'matched', 'rules')).toBeGreaterThanOrEqual(0.85);
    expect(share(tables, 'missed', 'conditions')).toBeGreaterThan(0.8);
  }, 300_000);
});
