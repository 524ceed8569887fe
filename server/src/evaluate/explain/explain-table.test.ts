import { expect, test } from 'vitest';
import { prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { explainRaised } from './explain-raised.js';
import { raisedLines } from './raised.js';

/** Returns the lines of the explanation of all events. */
function linesOf(query: string, events: readonly EventObject[]): readonly string[] {
  const prepared = prepareQuery(query, 'esql', {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return raisedLines(explainRaised(prepared, events)!);
}

test('counts all rows that a condition drops', () => {
  const events = Array.from({ length: 60 }, () => ({ user: { name: 'ann' } }));
  expect(linesOf('FROM * | WHERE user.name == "bob" | KEEP user.name', events)).toContain(
    '✗   user.name == "bob": user.name is "ann", and 59 rows more',
  );
});

test('counts each row for the first condition that fails', () => {
  const events = Array.from({ length: 60 }, (_, index) => ({
    user: { name: index < 55 ? 'ann' : 'bob' },
    host: { name: 'b' },
  }));
  const lines = linesOf('FROM * | WHERE user.name == "bob" AND host.name == "a" | KEEP user.name', events);
  expect(lines).toContain('✗   user.name == "bob": user.name is "ann", and 54 rows more');
  expect(lines).toContain('✗   host.name == "a": host.name is "b", and 4 rows more');
});

test('says once that no row reaches several commands', () => {
  const query = 'FROM * | WHERE user.name == "bob" | EVAL a = 1 | EVAL b = 2 | KEEP a, b';
  expect(linesOf(query, [{ user: { name: 'ann' } }])).toEqual([
    '✓ FROM *  1 row',
    '✗ WHERE user.name == "bob"  1 row in, 0 out',
    '✗   user.name == "bob": user.name is "ann"',
    '✗ 3 more commands  0 rows in, 0 out',
  ]);
});

test('goes on where a group is made of no rows', () => {
  const query = 'FROM * | WHERE user.name == "bob" | EVAL a = 1 | STATS n = COUNT(*) | WHERE n > 0';
  expect(linesOf(query, [{ user: { name: 'ann' } }])).toEqual([
    '✓ FROM *  1 row',
    '✗ WHERE user.name == "bob"  1 row in, 0 out',
    '✗   user.name == "bob": user.name is "ann"',
    '✗ EVAL a = 1  0 rows in, 0 out',
    '✓ STATS n = COUNT(*)  0 rows in, 1 out',
    '✗ WHERE n > 0  1 row in, 0 out',
    '✗   n > 0: n is 0',
  ]);
});
