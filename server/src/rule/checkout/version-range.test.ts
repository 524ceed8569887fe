import { expect, test } from 'vitest';
import { admits, patchesNamed } from './version-range.js';
import { compareVersions } from './versions.js';

test.each([
  ['^8.12.0', '8.12.0', true],
  ['^8.12.0', '8.19.3', true],
  ['^8.12.0', '8.11.9', false],
  ['^8.12.0', '9.0.0', false],
  ['^8.12.0 || ^9.0.0', '9.4.0', true],
  ['~8.3.0', '8.3.7', true],
  ['~8.3.0', '8.4.0', false],
  ['>=8.0.0 <9.0.0', '8.19.0', true],
  ['>=8.0.0 <9.0.0', '9.0.0', false],
  ['>8.0.0', '8.0.0', false],
  ['<=8.0.0', '8.0.0', true],
  ['8.4.0', '8.4.0', true],
  ['8.4.0', '8.4.1', false],
  ['', '9.9.9', true],
])('%s admits %s: %s', (range, version, expected) => {
  expect(admits(range, version)).toBe(expected);
});

test('versions are compared by number', () => {
  expect(compareVersions('8.9.0', '8.19.0')).toBeLessThan(0);
  expect(compareVersions('9.6', '9.6.0')).toBe(0);
});

test('patches that a range names for a stack', () => {
  expect(patchesNamed('^8.19.4 || ^9.1.2', 8, 19)).toEqual([4]);
  expect(patchesNamed('^8.18.1', 8, 19)).toEqual([]);
});
