import { expect, test } from 'vitest';
import type { ProblemCode } from '../text/problem.js';
import { exitCodeOf } from './exit-code.js';

test.each<[string, ProblemCode[], Parameters<typeof exitCodeOf>[1], number]>([
  ['nothing', [], { unusable: false }, 0],
  ['findings', ['field-unknown'], { unusable: false, findings: true }, 1],
  ['input that cannot be used wins over findings', ['unreadable'], { unusable: true, findings: true }, 2],
  ['a bug wins over everything', ['eql-type', 'internal-error'], { unusable: true, findings: true }, 3],
])('%s', (_, codes, found, code) => {
  expect(
    exitCodeOf(
      codes.map((one) => ({ code: one })),
      found,
    ),
  ).toBe(code);
});
