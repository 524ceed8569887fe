import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../fields/field-type.js';
import type { Value } from '../values/read.js';
import { compileTest } from './test-value.js';

const day = (written: string): bigint => BigInt(Date.parse(written)) * 1_000_000n;
const date: FieldMapping = { type: 'date' };
const lowerCase: FieldMapping = { type: 'keyword', normalizer: 'lowercase' };

/** Lists of values: what is in them, what is not, and how they are compared. */
const lists: Readonly<
  Record<
    string,
    {
      readonly values: readonly Value[];
      readonly caseInsensitive?: true;
      readonly mapping?: FieldMapping;
      readonly holds: readonly Value[];
      readonly fails: readonly Value[];
    }
  >
> = {
  strings: { values: ['a', 'b'], holds: ['a', 'b'], fails: ['A', 'c', 1] },
  'strings without case': { values: ['a', 'B'], caseInsensitive: true, holds: ['A', 'b'], fails: ['c', 1] },
  numbers: { values: [1, 2], holds: [1, 2], fails: ['1', 3] },
  'strings and numbers': { values: ['a', 1], holds: ['a', 1], fails: ['A', '1', 2] },
  'strings and numbers without case': {
    values: ['a', 1],
    caseInsensitive: true,
    holds: ['a', 'A', 1],
    fails: ['1', 2],
  },
  dates: {
    values: ['2026-01-02T00:00:00Z', '2026-01-05T00:00:00Z'],
    mapping: date,
    holds: [day('2026-01-02'), day('2026-01-05')],
    fails: [day('2026-01-03'), '2026-01-02T00:00:00Z'],
  },
  'values in lower case': { values: ['A', 'b'], mapping: lowerCase, holds: ['a', 'b'], fails: ['A', 'c'] },
};

describe('one of a list', () => {
  test.each(Object.entries(lists))('%s', (_, { values, caseInsensitive = false, mapping, holds, fails }) => {
    const isOneOf = compileTest({ kind: 'one-of', values, caseInsensitive }, mapping, 0n);
    expect(holds.filter((value) => !isOneOf(value))).toEqual([]);
    expect(fails.filter((value) => isOneOf(value))).toEqual([]);
  });
});
