import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { type ArgumentError, readArgumentError } from './argument-errors.js';

/** These fail when a new version of Node changes its messages. */
test.each<[string[], ArgumentError]>([
  [['--nope'], { kind: 'unknown-option', option: '--nope' }],
  [['--nope=1'], { kind: 'unknown-option', option: '--nope' }],
  [['-x'], { kind: 'unknown-option', option: '-x' }],
  [['--format'], { kind: 'missing-value', option: '--format' }],
  [['--format', '--fix'], { kind: 'ambiguous-value', option: '--format' }],
  [['--format', '-x'], { kind: 'ambiguous-value', option: '--format' }],
  [['--fix=yes'], { kind: 'unwanted-value', option: '--fix' }],
])('%j', (args, expected) => {
  const options = { format: { type: 'string' }, fix: { type: 'boolean' } } as const;
  expect(() => parseArgs({ args, options, allowPositionals: true })).toThrow(TypeError);
  try {
    parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    expect(readArgumentError(error)).toEqual(expected);
  }
});

test('other errors are not read', () => {
  expect(readArgumentError(new Error("Unknown option '--x'"))).toBeUndefined();
  expect(readArgumentError(new TypeError("Unknown option '--x'"))).toBeUndefined();
});
