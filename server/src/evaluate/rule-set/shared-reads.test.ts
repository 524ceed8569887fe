import { expect, test } from 'vitest';
import { eventPlan } from '../plan/planned-query.js';
import { prepareQuery } from '../prepare/prepare-query.js';
import { createRuleSet } from './rule-set.js';

function planOf(query: string, fields: Record<string, string> = {}) {
  const prepared = prepareQuery(query, 'eql', { fields });
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return eventPlan(prepared.planned);
}

test('rules read the values of each event, also when it is the same object with other values', () => {
  const queries = [
    'any where x == "a"',
    'any where x == "b"',
    'any where x == "a" and y == "c"',
    'any where x != "a"',
  ];
  const set = createRuleSet(
    queries.map((query) => planOf(query)),
    0n,
  );
  const event: Record<string, unknown> = {};
  const holding = (values: Record<string, unknown>): number[] => {
    for (const key of Object.keys(event)) delete event[key];
    Object.assign(event, values);
    const found: number[] = [];
    set.candidates(event, (plan, rest) => {
      if (rest(event)) found.push(plan);
    });
    return found.sort();
  };
  expect(holding({ x: 'a' })).toEqual([0]);
  expect(holding({ x: 'b' })).toEqual([1, 3]);
  expect(holding({ x: ['a', 'b'], y: 'c' })).toEqual([0, 1, 2]);
  expect(holding({ y: 'c' })).toEqual([3]);
});
