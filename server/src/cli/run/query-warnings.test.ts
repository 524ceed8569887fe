import { expect, test } from 'vitest';
import { warningProblems } from './query-warnings.js';

const query = 'FROM a\n| WHERE m == 1 AND x > 2';
const spanned = (warnings: readonly string[]): string[] =>
  warningProblems(warnings, query).map(({ span }) => query.slice(span.start, span.end));

test('a warning is about the expression that it names', () => {
  const first =
    'Line 2:9: evaluation of [m == 1] failed, treating result as null. Only first 20 failures recorded.';
  expect(spanned([first, 'Line 2:9: java.lang.ArithmeticException: / by zero'])).toEqual([
    'm == 1',
    'm == 1',
  ]);
});

test('or about its position, or about the query', () => {
  const warnings = ['Line 2:9: something', 'No limit defined', 'Line 9:1: beyond the query'];
  expect(warningProblems(warnings, query).map(({ span }) => span)).toEqual([
    { start: 15, end: 15 },
    { start: 0, end: 0 },
    { start: 0, end: 0 },
  ]);
});

test('more than ten are counted', () => {
  const problems = warningProblems(
    Array.from({ length: 12 }, (_, index) => `warning ${index}`),
    query,
  );
  expect(problems).toHaveLength(11);
  expect(problems.at(-1)?.message).toBe('2 more warnings');
});
