import { describe, expect, test } from 'vitest';
import { matchesPath } from './match-path.js';

describe('matchesPath', () => {
  test.each([
    ['rules/linux/a.toml', 'rules/**', true],
    ['rules/linux/a.toml', 'rules/*', true],
    ['rules/linux/a.toml', 'rules/*/b.toml', false],
    ['rules/linux/a.toml', '*.toml', true],
    ['rules/linux/a.toml', 'linux', true],
    ['rules/linux/a.toml', '**/linux/**/*.toml', true],
    ['rules/linux/a.toml', './rules/linux/?.toml', true],
    ['other/a.toml', 'rules/**', false],
    [`${'a'.repeat(5000)}.toml`, `${'*a'.repeat(50)}b`, false],
  ])('%s %s', (path, pattern, expected) => expect(matchesPath(path, pattern)).toBe(expected));
});
