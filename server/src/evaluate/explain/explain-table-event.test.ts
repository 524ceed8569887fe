import { expect, test } from 'vitest';
import { prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { explainEvent } from './explain-rule.js';
import { explanationLines, plainStyle } from './explain-text.js';

/** Returns the explanation of one event among others. */
function told(query: string, events: readonly EventObject[], index = 0) {
  const prepared = prepareQuery(query, 'esql', {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const [{ explanation }] = explainEvent(prepared, events[index]!, { events, index }) as [
    ReturnType<typeof explainEvent>[number],
  ];
  return { matches: explanation.holds, text: explanationLines(explanation, query, plainStyle).join('\n') };
}

const args = [{ process: { args: ['a', 'b'] } }];

test('an event of several rows matches when one of them is left', () => {
  const { matches, text } = told('FROM * | MV_EXPAND process.args | WHERE process.args == "a"', args);
  expect(matches).toBe(true);
  expect(text).toContain('holds for 1 of 2 rows');
});

test('an event of two groups matches when one of them is left', () => {
  const query = 'FROM * | STATS c = COUNT(*) BY process.args | WHERE c >= 2';
  expect(told(query, [...args, { process: { args: 'b' } }]).matches).toBe(true);
  expect(told(query, args).matches).toBe(false);
});

test('an event that LIMIT cuts does not match', () => {
  const events = ['a', 'b', 'c'].map((name) => ({ user: { name } }));
  const query = 'FROM * | SORT user.name | LIMIT 2 | KEEP user.name';
  expect(told(query, events, 1).matches).toBe(true);
  const { matches, text } = told(query, events, 2);
  expect(matches).toBe(false);
  expect(text).toContain('cuts off the row: it keeps 2 of 3 rows');
});

test('an event behind the rows that a LIMIT needs is lost in LIMIT, not in FROM', () => {
  const events = Array.from({ length: 3_000 }, (_, number) => ({ number }));
  const { text } = told('FROM * | LIMIT 2 | KEEP number', events, 2_900);
  expect(text).toContain('cuts off the row: it keeps 2 of 3000 rows');
});

test('an event that no branch of FORK keeps does not match', () => {
  const query = 'FROM * | FORK (WHERE user.name == "a") (WHERE user.name == "b") | KEEP user.name';
  const events = ['a', 'c'].map((name) => ({ user: { name } }));
  expect(told(query, events, 0).matches).toBe(true);
  const { matches, text } = told(query, events, 1);
  expect(matches).toBe(false);
  expect(text).toContain('no branch keeps the row');
});

test('an event that is lost does not match because a row is made of the others', () => {
  const query = 'FROM * | WHERE user.name == "a" | STATS c = COUNT(*)';
  const events = ['a', 'b'].map((name) => ({ user: { name } }));
  expect(told(query, events, 0).matches).toBe(true);
  expect(told(query, events, 1).matches).toBe(false);
});

test('an event of an index that FROM does not name is not read', () => {
  const { matches, text } = told('FROM logs-*', [{ _index: 'metrics-a', user: { name: 'a' } }]);
  expect(matches).toBe(false);
  expect(text).toContain('does not read the event');
});

test.each([
  ['MV_COUNT(process.args) > 10 OR user.name == "x"', 'user.name is missing'],
  ['NOT (process.args == "a" AND host.name == "h")', 'process.args has 2 values: "a", "b"'],
  ['TO_INTEGER(host.name) > 1', 'TO_INTEGER(host.name) failed: Cannot parse number [h]'],
  ['host.name::integer > 1', 'host.name::integer failed: Cannot parse number [h]'],
  ['CONCAT(host.name, user.name) == "x"', 'user.name is missing'],
  ['host.name IN ("a", null)', 'it compares with null'],
  ['SPLIT(host.id, ",") == "x"', 'SPLIT(host.id, ",") has 2 values: "p", "q"'],
])('the operand that gave null is named: %s', (condition, cause) => {
  const events = [{ process: { args: ['a', 'b'] }, host: { name: 'h', id: 'p,q' } }];
  expect(told(`FROM * | WHERE ${condition}`, events).text).toContain(`is null, because ${cause}`);
});
