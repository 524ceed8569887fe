import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ruleOf } from '../../../../test/helpers/check-tests.js';
import { applyEdits } from '../../text/edits.js';
import type { Clause } from '../evidence/clause.js';
import { clauseHolds } from '../evidence/clause.js';
import { fieldValues } from '../evidence/field-values.js';
import { raisedAlerts } from '../evidence/raised.js';
import { excluders } from './exclude-from-query.js';

const values = (field: string, ...all: (string | number | boolean)[]): Clause => ({
  field,
  trust: 'other',
  test: { kind: 'values', values: all },
});
const pattern = (field: string, prefix: string, suffix: string): Clause => ({
  field,
  trust: 'other',
  test: { kind: 'pattern', prefix, suffix },
});

const changed = (
  language: string,
  query: string,
  excluded: readonly (readonly Clause[])[],
  step = 0,
): string | undefined => {
  const edits = excluders[language]!(query, excluded, step);
  return edits && applyEdits(query, edits);
};

const one = [[values('user.name', 'ann'), values('n', 5)]];

describe('an exclusion', () => {
  it.each([
    ['eql', 'process where a == 1', 'process where a == 1 and not (user.name == "ann" and n == 5)'],
    [
      'eql',
      'process where a == 1 or b == 2',
      'process where (a == 1 or b == 2) and not (user.name == "ann" and n == 5)',
    ],
    [
      'eql',
      'process where (a == 1 or b == 2)',
      'process where ((a == 1 or b == 2)) and not (user.name == "ann" and n == 5)',
    ],
    [
      'eql',
      'process where a == 1 | head 5',
      'process where a == 1 and not (user.name == "ann" and n == 5) | head 5',
    ],
    [
      'eql',
      'process where a == 1 and\n  b == 2 // why\n',
      'process where a == 1 and\n  b == 2 and\n  not (user.name == "ann" and n == 5) // why\n',
    ],
    ['kuery', 'a: 1', 'a: 1 and not (user.name: "ann" and n: 5)'],
    ['kuery', ' a: 1 or b: 2 ', ' (a: 1 or b: 2) and not (user.name: "ann" and n: 5) '],
    ['kuery', '', 'not (user.name: "ann" and n: 5)'],
    [
      'esql',
      'FROM x\n| KEEP a',
      'FROM x\n| WHERE NOT COALESCE(user.name == "ann" AND n == 5, false)\n| KEEP a',
    ],
    [
      'esql',
      'from x metadata _id | keep a',
      'from x metadata _id\n| where not coalesce(user.name == "ann" and n == 5, false) | keep a',
    ],
  ])('of %s: %s', (language, query, expected) => {
    expect(changed(language, query, one)).toBe(expected);
  });

  it('names the step of a sequence', () => {
    const query = 'sequence\n  [process where a == 1] by y\n  [file where b == 2] by x';
    expect(changed('eql', query, [[values('u', true)]], 1)).toBe(
      'sequence\n  [process where a == 1] by y\n  [file where b == 2 and\n  not u == true] by x',
    );
  });

  it('has a condition for each group', () => {
    expect(changed('kuery', 'a: 1', [[values('u', 'x', 'y')], [pattern('p', 'C:\\A b\\', '\\c.exe')]])).toBe(
      'a: 1 and not u: ("x" or "y") and not p: C\\:\\\\A b\\\\*\\\\c.exe',
    );
  });

  it.each([
    ['eql', 'process where'],
    ['kuery', 'a: ('],
    ['esql', 'ROW a = 1'],
    ['esql', 'FROM'],
  ])('is not made of a query of %s that does not parse or has no source: %s', (language, query) => {
    expect(changed(language, query, one)).toBeUndefined();
  });
});

const text = fc.constantFrom('a', 'b', 'C:\\x y\\z.exe', '"q"', 'and', '/opt/a/1/run', '/opt/a/2/run');
const scalar = fc.oneof(text, fc.integer({ min: 0, max: 3 }), fc.boolean());
const clause: fc.Arbitrary<Clause> = fc.oneof(
  fc
    .tuple(fc.constantFrom('s', 't'), fc.uniqueArray(text, { minLength: 1, maxLength: 3 }))
    .map(([field, all]) => values(field, ...all)),
  fc.constant(values('n', 2)),
  fc.constant(pattern('s', '/opt/a/', '/run')),
);
const event = fc.record({
  s: text,
  t: fc.oneof(text, fc.constant(undefined)),
  n: fc.option(fc.nat(3), { nil: undefined }),
  z: scalar,
});

const conditions = {
  eql: [
    'any where n == 1 or t == "a"',
    'any where not t == "b"',
    'any where n == 1 or (t == "a" or (n == 2))',
    'any where true',
  ],
  kuery: ['n: 1 or t: a', 'not t: b', 'n: *'],
  esql: [
    'from x metadata _id | where n == 1 or t == "a"',
    'from x metadata _id | where coalesce(t, "") != "b"',
  ],
};

describe.each(['eql', 'kuery', 'esql'] as const)('in %s', (language) => {
  test('an excluded event raises no alert, and any other what it raised before', () => {
    const type = language === 'kuery' ? 'query' : language;
    fc.assert(
      fc.property(
        fc.constantFrom(...conditions[language]),
        fc.array(fc.array(clause, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
        fc.array(event, { minLength: 1, maxLength: 4 }),
        (query, excluded, events) => {
          const indexed = [...events, { s: 'none', t: 'none', n: 9, z: 1 }].map((one) => ({
            ...one,
            event: { category: 'any' },
            _index: 'x',
          }));
          const raised = (written: string): Set<number> => {
            const found = raisedAlerts(ruleOf(written, type), indexed, {});
            if (!found.ok) throw new Error(`${written}: ${found.error}`);
            return new Set(found.alerts.flat());
          };
          const isExcluded = (one: object): boolean =>
            excluded.some((all) =>
              all.every((part) => clauseHolds(part, fieldValues(one as Record<string, unknown>))),
            );
          const wanted = [...raised(query)].filter((number) => !isExcluded(indexed[number]!));
          expect([...raised(changed(language, query, excluded)!)].sort()).toEqual(wanted.sort());
        },
      ),
      { numRuns: 150 },
    );
  });
});
