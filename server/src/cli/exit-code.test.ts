import { expect, test } from 'vitest';
import { exitCodeOf } from './exit-code.js';

test.each<[string, string[], Parameters<typeof exitCodeOf>[1], number]>([
  ['nothing', [], { unusable: false }, 0],
  ['findings', ['field-unknown'], { unusable: false, findings: true }, 1],
  ['input that cannot be used wins over findings', ['unreadable'], { unusable: true, findings: true }, 2],
  ['a bug wins over everything', ['a', 'internal-error'], { unusable: true, findings: true }, 3],
])('%s', (_, codes, found, code) => {
  expect(
    exitCodeOf(
      codes.map((one) => ({ code: one })),
      found,
    ),
  ).toBe(code);
});
