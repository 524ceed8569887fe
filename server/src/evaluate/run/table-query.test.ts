import { expect, test } from 'vitest';
import { prepareQuery } from '../prepare/prepare-query.js';
import { startRule } from './run-rule.js';

function warningsOf(query: string, events: readonly object[]): readonly string[] | undefined {
  const prepared = prepareQuery(query, 'esql', {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const run = startRule<number>(prepared);
  events.forEach((event, index) => {
    run.read(event as Record<string, unknown>, index);
  });
  return run.finish().warnings;
}

const listed = { event: { category: ['process', 'file'] } };
const failed = (expression: string, column: number): string[] => [
  `Line 1:${column}: evaluation of [${expression}] failed, treating result as null. Only first 20 failures recorded.`,
  `Line 1:${column}: java.lang.IllegalArgumentException: single-value function encountered multi-value`,
];

test('an event that the first condition drops is warned of', () => {
  const query = 'FROM * | WHERE event.category == "process" | KEEP event.category';
  expect(warningsOf(query, [listed])).toEqual(failed('event.category == "process"', 16));
});

test('the same warning is there once', () => {
  const query = 'FROM * | WHERE event.category == "process" OR true | KEEP event.category';
  expect(warningsOf(query, [listed, listed])).toEqual(failed('event.category == "process"', 16));
});

test('a condition behind one that drops the event is not warned of', () => {
  const query = 'FROM * | WHERE my.field == 1 | WHERE event.category == "process" | KEEP my.field';
  expect(warningsOf(query, [{ ...listed, my: { field: 2 } }])).toBeUndefined();
});
