import { describe, expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { queryConflicts } from './query-conflicts.js';

const numbers = (count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

/** Returns the kinds of the conflicts in a query. */
function conflictsIn(query: string, language = 'kuery'): string[] {
  const type = language === 'eql' ? 'eql' : 'query';
  const text = `[metadata]\n[rule]\ntype = "${type}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n`;
  return queryConflicts(analyse(text)).map(({ kind }) => kind);
}

/** Returns the number of conflicts among this many clauses, which are written by their index. */
function conflictsOf(count: number, clause: (index: number) => string): number {
  return conflictsIn(numbers(count).map(clause).join(' and ')).length;
}

test('of more clauses on one field than can be compared nothing is said', () => {
  expect(conflictsOf(100, () => 'a: b')).toBe(99);
  expect(conflictsOf(5_000, () => 'a: b')).toBe(0);
});

test('clauses on fields of their own are not compared with each other', () => {
  expect(conflictsOf(4_000, (index) => `(a${index}: b and not a${index}: b)`)).toBe(4_000);
});

test('only the field that has more clauses than can be compared is left out', () => {
  const many = numbers(5_000).map(() => 'a: b');
  expect(conflictsIn(['c: d', ...many, 'not c: d'].join(' and '))).toEqual(['contradiction']);
});

describe('plain lists of any length are compared', () => {
  const list = (values: readonly unknown[]): string => values.join(', ');
  const quoted = (values: readonly number[], before = 'v'): string[] =>
    values.map((value) => `"${before}${value}"`);
  const addresses = (count: number, first = 0): string[] =>
    numbers(count, first).map((number) => `"10.0.${number >> 8}.${number & 255}"`);

  test.each([
    [
      'the same strings',
      `process.name in (${list(quoted(numbers(150)))})`,
      `process.name in (${list(quoted(numbers(150)))})`,
    ],
    [
      'many strings',
      `process.name in (${list(quoted(numbers(9_000)))})`,
      `process.name in (${list(quoted(numbers(9_500)))})`,
    ],
    [
      'other case',
      `process.name in (${list(quoted(numbers(150)))})`,
      `process.name in~ (${list(quoted(numbers(150), 'V'))})`,
    ],
    ['one pattern', `process.name in (${list(quoted(numbers(15_000)))})`, 'process.name like "v*"'],
    ['numbers', `process.pid in (${list(numbers(9_000))})`, `process.pid in (${list(numbers(9_000))})`],
    ['a range', `process.pid in (${list(numbers(9_000))})`, 'process.pid < 9000'],
    ['addresses', `source.ip in (${list(addresses(9_000))})`, `source.ip in (${list(addresses(9_000))})`],
    ['a block', `source.ip in (${list(addresses(9_000))})`, 'cidrmatch(source.ip, "10.0.0.0/16")'],
  ])('%s', (_, asserted, excluded) => {
    expect(conflictsIn(`process where ${asserted} and not ${excluded}`, 'eql')).toEqual(['contradiction']);
  });

  test.each([
    [
      'strings',
      `process.name in (${list(quoted(numbers(150)))})`,
      `process.name in (${list(quoted(numbers(150, 1)))})`,
    ],
    [
      'case',
      `process.name in~ (${list(quoted(numbers(150)))})`,
      `process.name in (${list(quoted(numbers(150)))})`,
    ],
    ['a number', `process.pid in (${list(numbers(9_000))})`, `process.pid in (${list(numbers(9_000, 1))})`],
    ['a block', `source.ip in (${list(addresses(9_000))})`, 'cidrmatch(source.ip, "10.0.0.0/20")'],
  ])('one value more than is excluded: %s', (_, asserted, excluded) => {
    expect(conflictsIn(`process where ${asserted} and not ${excluded}`, 'eql')).toEqual([]);
  });

  test.each([
    ['strings', list(quoted(numbers(5_000))), list(quoted(numbers(5_000, 5_000)))],
    ['strings and a pattern', '"w*"', list(quoted(numbers(9_000)))],
  ])('%s that have nothing in common', (_, one, other) => {
    const clause = (values: string): string => `event.kind : (${values})`;
    expect(conflictsIn(`process where ${clause(one)} and ${clause(other)}`, 'eql')).toEqual([
      'contradiction',
    ]);
  });
});

test('of more pairs of patterns than can be compared nothing is said', () => {
  const patterns = numbers(400)
    .map((value) => `"*${value}*"`)
    .join(', ');
  const clause = `process.name like (${patterns})`;
  expect(conflictsIn(`process where ${clause} and not ${clause}`, 'eql')).toEqual([]);
});
