import { describe, expect, it } from 'vitest';
import { createValueTally } from './value-tally.js';

const tallyOf = (values: Iterable<string>, left = 10_000) => {
  const budget = { left };
  const tally = createValueTally(budget);
  for (const value of values) tally.add(value);
  return { result: tally.result(), budget };
};
const repeated = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).flatMap(([value, count]) => new Array<string>(count).fill(value));
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `v${index}`);

describe('createValueTally', () => {
  it('counts few values exactly, most frequent first', () => {
    expect(tallyOf(repeated({ b: 2, a: 2, c: 3 })).result).toEqual({
      values: [
        ['c', 3],
        ['a', 2],
        ['b', 2],
      ],
      distinct: 3,
    });
  });

  it('lists all variants of a frequent value, also rare ones', () => {
    const values = [...numbered(500).flatMap((value) => [value, value]), ...repeated({ Cmd: 900, cmd: 1 })];
    expect(tallyOf(values).result).toMatchObject({ distinct: 502 });
    expect(tallyOf(values).result?.values.filter(([value]) => /cmd/i.test(value))).toEqual([
      ['Cmd', 900],
      ['cmd', 1],
    ]);
  });

  it('finds frequent values among too many', () => {
    const values = numbered(50_000).flatMap((value, index) => (index % 2 === 0 ? [value, 'often'] : [value]));
    const { result } = tallyOf(values);
    expect(result?.distinct).toBeUndefined();
    expect(result?.values.map(([value]) => value)).toEqual(['often']);
  });

  it('gives up a field with another value each time', () => {
    const { result, budget } = tallyOf(numbered(50_000));
    expect(result).toBeUndefined();
    expect(budget.left).toBe(10_000);
  });

  it('does not list rare values of many', () => {
    expect(tallyOf(numbered(100)).result).toEqual({ values: [], distinct: 100 });
  });

  it('keeps no long value, and does not say that all are listed', () => {
    expect(tallyOf(['a', 'x'.repeat(300), 'a']).result).toEqual({ values: [['a', 2]], distinct: undefined });
  });

  it('stays within what all fields may keep', () => {
    expect(tallyOf(numbered(100), 5).result).toMatchObject({ distinct: undefined });
  });
});
