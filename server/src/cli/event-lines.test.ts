import { expect, test } from 'vitest';
import { createEventLines } from './event-lines.js';

test.each<[string, readonly (readonly [index: number, line: number])[], Readonly<Record<number, string>>]>([
  [
    'one on each line',
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
    { 0: '1', 1: '2', 2: '3' },
  ],
  [
    'empty lines between',
    [
      [0, 2],
      [1, 3],
      [2, 7],
    ],
    { 0: '2', 1: '3', 2: '7' },
  ],
  [
    'pretty-printed',
    [
      [0, 2],
      [1, 9],
      [2, 16],
    ],
    { 0: '2', 1: '9', 2: '16' },
  ],
  [
    'all on one line',
    [
      [0, 1],
      [1, 1],
      [2, 1],
    ],
    { 0: '1 (event 0)', 1: '1 (event 1)', 2: '1 (event 2)' },
  ],
  [
    'some on one line',
    [
      [0, 1],
      [1, 2],
      [2, 2],
      [3, 3],
    ],
    { 0: '1', 1: '2 (event 1)', 2: '2 (event 2)', 3: '3' },
  ],
  [
    'others not read',
    [
      [2, 3],
      [7, 8],
      [9, 12],
    ],
    { 2: '3', 7: '8', 9: '12' },
  ],
])('lines of events: %s', (_name, given, expected) => {
  const lines = createEventLines();
  for (const [index, line] of given) lines.add(index, line);
  const found = Object.keys(expected).map((index) => [index, lines.describe(Number(index))]);
  expect(Object.fromEntries(found)).toEqual(expected);
});
