import { describe, expect, test } from 'vitest';
import type { TextEdit } from './edits.js';
import { applyFixes } from './fixes.js';
import type { Problem } from './problem.js';

const replace = (start: number, end: number, text: string): TextEdit => ({ span: { start, end }, text });

function problem(edits: TextEdit[], manual = false): Problem {
  return {
    code: 'date-format',
    severity: 'error',
    message: '',
    span: { start: 0, end: 0 },
    fix: { title: '', edits, ...(manual ? { manual } : {}) },
  };
}

describe('fixes that are applied together', () => {
  test.each<[string, Problem[], string, number]>([
    ['beside each other', [problem([replace(0, 1, 'A')]), problem([replace(1, 2, 'B')])], 'ABcdef', 2],
    ['in any order', [problem([replace(4, 5, 'E')]), problem([replace(0, 1, 'A')])], 'AbcdEf', 2],
    ['not over each other', [problem([replace(0, 3, 'x')]), problem([replace(2, 4, 'y')])], 'xdef', 1],
    ['not around another', [problem([replace(2, 3, 'x')]), problem([replace(0, 5, 'y')])], 'abxdef', 1],
    [
      'whole or not at all',
      [problem([replace(2, 3, 'x')]), problem([replace(0, 1, 'y'), replace(2, 4, 'y')])],
      'abxdef',
      1,
    ],
    [
      'one insertion at an offset',
      [problem([replace(3, 3, 'x')]), problem([replace(3, 3, 'y')])],
      'abcxdef',
      1,
    ],
    [
      'an insertion beside replacements',
      [problem([replace(1, 3, 'x')]), problem([replace(3, 3, '-')]), problem([replace(3, 5, 'y')])],
      'ax-yf',
      3,
    ],
    ['two insertions of one fix', [problem([replace(3, 3, 'x'), replace(3, 3, 'y')])], 'abcxydef', 1],
    ['not those that a person decides', [problem([replace(0, 1, 'A')], true)], 'abcdef', 0],
  ])('%s', (_, problems, text, applied) => {
    const result = applyFixes('abcdef', problems);
    expect([result.text, result.fixed.length]).toEqual([text, applied]);
  });
});
