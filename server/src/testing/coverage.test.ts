import { expect, test } from 'vitest';
import { ruleOf, testFileOf } from '../../../test/helpers/check-tests.js';
import { coverClauses, isCovered } from './coverage.js';

/** Returns for each clause of the query how many events satisfy it, and how many only it excludes. */
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

/** Returns the same for an ES|QL query, by the text of each clause. */
function coverEsql(query: string, written: string): ReturnType<typeof cover> {
  const clauses = coverClauses(ruleOf(query, 'esql'), testFileOf(written), () => ({
    ok: false,
    error: 'no files',
  }));
  return Object.fromEntries(clauses.map(({ text, holds, decides }) => [text, [holds, decides]]));
}

test('of ES|QL, the alternatives of OR count one by one', () => {
  const query = 'FROM * | WHERE level == 1 AND (user.name == "a" OR NOT (host.name == "b" OR depth == 2))';
  const counts = coverEsql(
    query,
    `
    tests:
      - {name: first, events: [{level: 1, user.name: a, host.name: b, depth: 3}], expect: alert}
      - {name: second, events: [{level: 1, user.name: x, host.name: x, depth: 3}], expect: alert}
      - {name: neither, events: [{level: 1, user.name: x, host.name: b, depth: 3}], expect: no alert}
      - {name: missing, events: [{level: 1, user.name: x, depth: 3}], expect: no alert}
      - {name: other, events: [{level: 9, user.name: a, host.name: b, depth: 3}], expect: no alert}
    `,
  );
  expect(counts).toEqual({
    'level == 1': [4, 1],
    'user.name == "a"': [2, 2],
    'host.name == "b"': [1, 2],
    'depth == 2': [5, 0],
  });
});

test('of ES|QL, a clause decides only where the commands behind it let the row through', () => {
  const counts = coverEsql(
    'FROM * | WHERE user.name == "a" | EVAL n = level + 1 | WHERE n == 2 AND NOT host.name == "b" | KEEP n',
    `
    tests:
      - {name: all, events: [{user.name: a, level: 1, host.name: x}], expect: alert}
      - {name: behind, events: [{user.name: x, level: 9, host.name: x}], expect: no alert}
      - {name: excluded, events: [{user.name: a, level: 1, host.name: b}], expect: no alert}
    `,
  );
  expect(counts).toEqual({
    'user.name == "a"': [2, 0],
    'n == 2': [2, 0],
    'NOT host.name == "b"': [1, 1],
  });
});

test('of ES|QL, the events of a test are one group', () => {
  const event = (name: string): string => `{user.name: ${name}, host.name: h}`;
  const counts = coverEsql(
    'FROM * | WHERE user.name == "a" | STATS n = COUNT(*) BY host.name | WHERE n >= 3',
    `
    tests:
      - {name: three, events: [${event('a')}, ${event('a')}, ${event('a')}], expect: alert}
      - {name: two, events: [${event('a')}, ${event('a')}, ${event('b')}], expect: no alert}
      - {name: one, events: [${event('a')}, ${event('b')}], expect: no alert}
    `,
  );
  expect(counts).toEqual({ 'user.name == "a"': [6, 1], 'n >= 3': [1, 2] });
});

test('of ES|QL, a constant that holds is no clause, and a search that fails counts nothing', () => {
  const file = 'tests:\n  - {name: a, events: [{user.name: ab}], expect: alert}';
  expect(coverEsql('FROM * | WHERE true', file)).toEqual({});
  expect(coverEsql('FROM * | WHERE SPLIT(user.name, user.name) == "a"', file)).toEqual({});
  const guarded = 'FROM * | WHERE user.name != "ab" | WHERE SPLIT(user.name, user.name) IS NULL';
  expect(coverEsql(guarded, file)).toEqual({
    'user.name != "ab"': [0, 1],
    'SPLIT(user.name, user.name) IS NULL': [0, 0],
  });
});
