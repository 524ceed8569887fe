import { expect, test } from 'vitest';
import { prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { explainEvent } from './explain-rule.js';
import { explanationLines, plainStyle } from './explain-text.js';

/** Returns the explanation of a condition on an event in text form. */
function explain(condition: string, event: EventObject): string {
  const query = `any where ${condition}`;
  const rule = prepareQuery(query, 'eql', {
    fields: { n: 'long', f: 'keyword', g: 'keyword' },
    isInEvents: (name) => name !== 'missing',
  });
  if (!rule.ok) throw new Error(rule.problems[0]?.message);
  const [filter] = explainEvent(rule, event);
  return explanationLines(filter!.explanation, query, plainStyle).join('\n');
}

const under = 'so the condition under "not" fails, and "not" holds';

test.each<[condition: string, event: EventObject, explanation: string]>([
  ['not (n > 1)', {}, `✓ not (n > 1)  n is missing, ${under}`],
  ['not (n > 1)', { n: [0, 5] }, '✗ not (n > 1)  n is 5, which is excluded'],
  ['not (n > 1)', { n: 0 }, '✓ not (n > 1)  n is 0'],
  ['not startsWith(f, g)', { f: 'a' }, `✓ not startsWith(f, g)  f is "a", g is missing, ${under}`],
  ['not startsWith(f, g)', { f: 'a', g: 'b' }, '✓ not startsWith(f, g)  f is "a", g is "b"'],
  ['not startsWith(f, g)', { f: 'a', g: 'a' }, '✗ not startsWith(f, g)  f is "a", g is "a"'],
  ['startsWith(f, g)', { f: 'a' }, '✗ startsWith(f, g)  f is "a", g is missing, so the result is null'],
  ['f in (null)', { f: 'a' }, '✗ f in (null)  compares with null, so it is null and has no effect'],
  [
    'not f in (null, null)',
    { f: 'a' },
    '✗ not f in (null, null)  compares with null, so it is null and has no effect',
  ],
  ['n > null', { n: 4 }, '✗ n > null  compares with null, so it is null and has no effect'],
  [
    '?missing > 1',
    {},
    '✗ ?missing > 1  compares an optional field that is not mapped, so it is null and has no effect',
  ],
  [
    'f in (null) and ?missing > 1',
    {},
    '✗ f in (null) and ?missing > 1  compares with null, so it is null and has no effect',
  ],
  ['n % 0 == 1', { n: 4 }, '✗ n % 0 == 1  modulo by zero'],
])('%s on %j', (condition, event, explanation) => {
  expect(explain(condition, event)).toBe(explanation);
});

test('a condition that is propagated from another step says so', () => {
  const query = 'sequence [process where f == "a"] by f [network where n == 1] by g';
  const rule = prepareQuery(query, 'eql', { fields: { n: 'long', f: 'keyword', g: 'keyword' } });
  if (!rule.ok) throw new Error(rule.problems[0]?.message);
  const event = { 'event.category': 'network', n: 1, g: 'b' };
  const second = explainEvent(rule, event).find(({ step }) => step === 1)!;
  expect(explanationLines(second.explanation, query, plainStyle)).toEqual([
    '✗ all of: 1 of 3 conditions fails',
    '  ✓ network  event.category is "network"',
    '  ✓ n == 1  n is 1',
    '  ✗ f == "a"  g is "b"; from step 1, for the join key g',
  ]);
});
