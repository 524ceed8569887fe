import { expect, test } from 'vitest';
import { explainEvent } from './explain-rule.js';
import { explanationLines, plainStyle } from './explain-text.js';
import { prepareQuery } from './prepare-query.js';
import type { EventObject } from './values/access.js';

/** The explanation of a condition on an event as text. */
function explain(condition: string, event: EventObject): string {
  const query = `any where ${condition}`;
  const rule = prepareQuery(query, 'eql', { fields: { n: 'long', f: 'keyword', g: 'keyword' } });
  if ('problems' in rule) throw new Error(rule.problems[0]?.message);
  const [filter] = explainEvent(rule, event);
  return explanationLines(filter!.explanation, query, plainStyle).join('\n');
}

const under = 'so the condition under "not" fails, and "not" holds';

test.each<[condition: string, event: EventObject, explanation: string]>([
  ['not (n > 1)', {}, `✓ not (n > 1)  n is absent, ${under}`],
  ['not (n > 1)', { n: [0, 5] }, '✗ not (n > 1)  n is 5, which is excluded'],
  ['not (n > 1)', { n: 0 }, '✓ not (n > 1)  n is 0'],
  ['not startsWith(f, g)', { f: 'a' }, `✓ not startsWith(f, g)  f is "a", g is absent, ${under}`],
  ['not startsWith(f, g)', { f: 'a', g: 'b' }, '✓ not startsWith(f, g)  f is "a", g is "b"'],
  ['not startsWith(f, g)', { f: 'a', g: 'a' }, '✗ not startsWith(f, g)  f is "a", g is "a"'],
  ['startsWith(f, g)', { f: 'a' }, '✗ startsWith(f, g)  f is "a", g is absent, so the result is null'],
  ['n % 0 == 1', { n: 4 }, '✗ n % 0 == 1  modulo by zero'],
])('%s on %j', (condition, event, explanation) => {
  expect(explain(condition, event)).toBe(explanation);
});
