import { expect, test } from 'vitest';
import { toFinding } from './finding.js';
import { indexLines } from './lines.js';
import { pageUrl, repositoryAddress } from './page-address.js';
import type { Problem } from './problem.js';

const problem: Problem = {
  code: 'key-unknown',
  severity: 'warning',
  message: 'Unknown key.',
  span: { start: 2, end: 3 },
};

test('a finding has the address of its page where the pages are on the web', () => {
  const finding = toFinding(problem, indexLines('a\nb\n'), 'https://example.org/rules');
  expect(finding).toEqual({
    code: 'key-unknown',
    severity: 'warning',
    message: 'Unknown key.',
    url: 'https://example.org/rules/blob/main/docs/lints/key-unknown.md',
    range: { start: { line: 2, column: 1 }, end: { line: 2, column: 2 } },
  });
});

test('a finding has no address where the pages are not on the web', () => {
  expect(toFinding(problem, indexLines('a\nb\n'), '')).not.toHaveProperty('url');
  expect(pageUrl('key-unknown', '')).toBeUndefined();
});

test('the address of the repository is empty or has no slash at the end', () => {
  expect(repositoryAddress).toMatch(/^(?:https:\/\/.*[^/])?$/);
});
