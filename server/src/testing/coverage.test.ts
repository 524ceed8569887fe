import { expect, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../test/helpers/check-tests.js';
import { coverClauses, isCovered } from './coverage.js';

/** For each clause of the query how many events satisfy it, and how many it alone keeps out. */
function cover(
  query: string,
  written: string,
): Readonly<Record<string, readonly [holds: number, decides: number]>> {
  const clauses = coverClauses(ruleOf(query), testFileOf(written), () => ({ ok: false, error: 'no files' }));
  return Object.fromEntries(
    clauses.map(({ span, holds, decides }) => [query.slice(span.start, span.end), [holds, decides]]),
  );
}

test('of an `and`, the one clause that does not hold decides', () => {
  const counts = cover(
    'any where user.name == "a" and host.name == "b"',
    `
    tests:
      - {name: both, events: [{user.name: a, host.name: b}], expect: alert}
      - {name: one, events: [{user.name: a, host.name: x}], expect: no alert}
      - {name: none, events: [{user.name: x, host.name: x}], expect: no alert}
    `,
  );
  expect(counts).toEqual({ 'user.name == "a"': [2, 0], 'host.name == "b"': [1, 1] });
});

test('of an `or`, a clause decides where no other one holds', () => {
  const counts = cover(
    'any where user.name == "a" or host.name == "b"',
    `
    tests:
      - {name: first, events: [{user.name: a, host.name: x}], expect: alert}
      - {name: neither, events: [{user.name: x, host.name: x}], expect: no alert}
    `,
  );
  expect(counts).toEqual({ 'user.name == "a"': [1, 1], 'host.name == "b"': [0, 1] });
});

test('a clause in a group decides only where the rest of the query would let the event through', () => {
  const counts = cover(
    'any where user.id == "1" and (user.name == "a" or host.name == "b")',
    `
    tests:
      - {name: let through, events: [{user.id: "1", user.name: x, host.name: x}], expect: no alert}
      - {name: kept out, events: [{user.id: "2", user.name: x, host.name: x}], expect: no alert}
      - {name: only the id, events: [{user.id: "2", user.name: a, host.name: x}], expect: no alert}
    `,
  );
  expect(counts).toEqual({
    'user.id == "1"': [1, 1],
    'user.name == "a"': [1, 1],
    'host.name == "b"': [0, 1],
  });
});

test('a negated clause holds where it excludes nothing', () => {
  const counts = cover(
    'any where user.name == "a" and not host.name == "b"',
    `
    tests:
      - {name: other, events: [{user.name: a}], expect: alert}
      - {name: excluded, events: [{user.name: a, host.name: b}], expect: no alert}
    `,
  );
  expect(Object.values(counts)).toEqual([
    [2, 0],
    [1, 1],
  ]);
});

test('the category is a clause; steps of a sequence are counted each, runs once', () => {
  const counts = cover(
    'sequence [process where user.name == "a"] with runs=2 [network where true]',
    `
    tests:
      - name: a
        events:
          - {event.category: process, user.name: a}
          - {event.category: network, user.name: a}
        expect: no alert
    `,
  );
  expect(counts).toEqual({
    process: [1, 1],
    'user.name == "a"': [2, 0],
    network: [1, 1],
  });
});

test('clauses of filters are told, exceptions are not', () => {
  const filter = '[[rule.filters]]\nquery = {match_phrase = {"user.name" = "ann"}}\nmeta = {negate = true}';
  const file = testFileOf(`
    tests:
      - name: a
        events: [{tag: x, user.name: bob}, {tag: x, user.name: ann}, {tag: y}]
        exceptions: [{entries: [{field: user.name, operator: included, type: match, value: eve}]}]
        expect: {events: [0]}
  `);
  const clauses = coverClauses(ruleOf('tag: x', 'query', filter), file, () => ({
    ok: false,
    error: 'no files',
  }));
  expect(clauses.map(({ text, holds, decides }) => [text, holds, decides])).toEqual([
    ['tag: x', 2, 1],
    ['filter 1: not user.name: "ann"', 2, 1],
  ]);
});

test('what asks nothing is no clause', () => {
  const file = 'tests:\n  - {name: a, events: [{event.category: process}], expect: alert}';
  expect(cover('any where true', file)).toEqual({});
  expect(cover('process where true', file)).toEqual({ process: [1, 0] });
  const clauses = coverClauses(ruleOf('*:*', 'query'), testFileOf(file), () => ({
    ok: false,
    error: 'no files',
  }));
  expect(clauses).toEqual([]);
});

test('covered is what held and what decided', () => {
  expect(isCovered({ holds: 1, decides: 1 })).toBe(true);
  expect(isCovered({ holds: 0, decides: 1 })).toBe(false);
  expect(isCovered({ holds: 1, decides: 0 })).toBe(false);
});

test('without cases, and for a rule that cannot run, there is nothing', () => {
  expect(cover('any where user.name == "a"', 'tests: []')).toEqual({});
  expect(cover('any where user.name = "a"', 'tests:\n  - {name: a, events: [{}], expect: alert}')).toEqual(
    {},
  );
});

test('a condition counts in the step that it is written in, not in those that it is propagated to', () => {
  const counts = cover(
    'sequence by host.name [process where host.name == "a"] [network where true]',
    `
    tests:
      - {name: other, events: [{event.category: process, host.name: a}, {event.category: network, host.name: b}], expect: no alert}
    `,
  );
  expect(counts['host.name == "a"']).toEqual([1, 0]);
});

test('of ES|QL, all rows that a command drops count', () => {
  const query = 'FROM * | WHERE user.name == "a" AND host.name == "b" | KEEP user.name';
  const events = '{user.name: x, host.name: b}, '.repeat(60);
  const file = `
    tests:
      - {name: many, events: [${events} {user.name: a, host.name: x}], expect: no alert}
  `;
  const clauses = coverClauses(ruleOf(query, 'esql'), testFileOf(file), () => ({
    ok: false,
    error: 'no files',
  }));
  expect(clauses.map(({ holds, decides }) => [holds, decides])).toEqual([
    [1, 60],
    [60, 1],
  ]);
});
