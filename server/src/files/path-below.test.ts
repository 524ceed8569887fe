import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathBelow, settingWithSlashes } from './path-below.js';

const folder = join('/', 'project');

test.each([
  [['rules', 'a.toml'], 'rules/a.toml'],
  [['..dots', 'a.toml'], '..dots/a.toml'],
  [['...'], '...'],
  [['rules', '..', 'a.toml'], 'a.toml'],
  [[], undefined],
  [['..'], undefined],
  [['..', 'project2', 'a.toml'], undefined],
  [['..', 'other', 'a.toml'], undefined],
])('%j below the folder: %s', (names, expected) => {
  expect(pathBelow(folder, join(folder, ...names))).toBe(expected);
});

test('a setting separates names with either sign, in one normal form', () => {
  expect(settingWithSlashes('drafts\\u\u0308ber/**')).toBe('drafts/über/**');
});
