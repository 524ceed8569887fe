import { expect, test } from 'vitest';
import { analyse } from '../analysis.js';
import { queryConflicts } from './query-conflicts.js';

/** How many conflicts there are among as many clauses as asked, written by their numbers. */
function conflictsOf(count: number, clause: (index: number) => string): number {
  const query = Array.from({ length: count }, (_, index) => clause(index)).join(' and ');
  const text = `[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = '''\n${query}\n'''\n`;
  return queryConflicts(analyse(text)).length;
}

test('of more clauses on one field than can be compared nothing is said', () => {
  expect(conflictsOf(100, () => 'a: b')).toBe(99);
  expect(conflictsOf(5_000, () => 'a: b')).toBe(0);
});

test('clauses on fields of their own are not compared with each other', () => {
  expect(conflictsOf(4_000, (index) => `(a${index}: b and not a${index}: b)`)).toBe(4_000);
});
