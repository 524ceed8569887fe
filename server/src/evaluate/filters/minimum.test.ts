import { describe, expect, test } from 'vitest';
import { choicesOf, leastOf } from './minimum.js';

describe('how many of some clauses must hold', () => {
  test.each<[unknown, number, number | undefined]>([
    [1, 3, 1],
    ['2', 3, 2],
    [5, 3, 5],
    [-1, 3, 2],
    [-3, 3, 0],
    [-4, 3, 0],
    // Percentages are rounded towards zero: 67 % of three are two, and -34 % of three allows one to be
    // missing.
    ['67%', 3, 2],
    ['66%', 3, 1],
    ['100%', 3, 3],
    ['0%', 3, 0],
    ['-25%', 3, 3],
    ['-34%', 3, 2],
    ['-100%', 3, 0],
    [' 50% ', 4, 2],
    ['2<75%', 4, undefined],
    ['most', 4, undefined],
    [1.5, 4, undefined],
    [true, 4, undefined],
  ])('%j of %i', (written, count, least) => {
    expect(leastOf(written, count)).toBe(least);
  });
});

describe('the ways to choose', () => {
  test.each<[number, string[], string[]]>([
    [1, ['a', 'b'], ['a', 'b']],
    [2, ['a', 'b', 'c'], ['ab', 'ac', 'bc']],
    [3, ['a', 'b', 'c'], ['abc']],
    [0, ['a'], ['']],
    [2, ['a'], []],
  ])('%i of %j', (count, items, expected) => {
    expect(choicesOf(count, items).map((choice) => choice.join(''))).toEqual(expected);
  });
});
