import fc from 'fast-check';
import type { ExceptionItem } from '../../../server/src/evaluate/filters/check-exception.js';
import type { Dsl } from '../../../server/src/stack/requests/dsl.js';
import { fieldTypes, pools } from '../../naive/kql-arbitraries.js';

const fields = Object.keys(fieldTypes).filter((name) => !name.includes('.'));
const textual = ['key', 'low', 'wild', 'other'];

/** Generates values that a field can have, and some that it cannot. */
export function poolValue(field: string): fc.Arbitrary<string> {
  return fc.constantFrom(...pools[fieldTypes[field]!]);
}

const leaf: fc.Arbitrary<Dsl> = fc.constantFrom(...fields).chain((field) => {
  const value = poolValue(field);
  return fc.oneof(
    value.map((one) => ({ term: { [field]: one } })),
    value.map((one) => ({ match: { [field]: { query: one } } })),
    value.map((one) => ({ match_phrase: { [field]: one } })),
    fc.array(value, { minLength: 1, maxLength: 3 }).map((list) => ({ terms: { [field]: list } })),
    fc.constant({ exists: { field } }),
    fc
      .tuple(value, fc.constantFrom('gt', 'gte', 'lt', 'lte'))
      .map(([one, operator]) => ({ range: { [field]: { [operator]: one } } })),
  );
});

const patternLeaf: fc.Arbitrary<Dsl> = fc
  .tuple(
    fc.constantFrom(...textual),
    fc.constantFrom('re*', 'R?d', '*CAR', 'a\\?d', 'a\\*d', '*e*', 're', '', '*\\'),
    fc.boolean(),
    fc.constantFrom('wildcard', 'prefix', 'term'),
  )
  .map(([field, value, case_insensitive, kind]) => ({ [kind]: { [field]: { value, case_insensitive } } }));

const nestedLeaf: fc.Arbitrary<Dsl> = fc.tuple(poolValue('key'), poolValue('count')).map(([key, count]) => ({
  nested: {
    path: 'part',
    query: { bool: { filter: [{ term: { 'part.key': key } }, { range: { 'part.count': { gte: count } } }] } },
  },
}));

/** Queries as in Kibana's filters. */
export const filterQuery: fc.Arbitrary<Dsl> = fc.letrec<{ query: Dsl }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'filter' },
    { arbitrary: leaf, weight: 6 },
    { arbitrary: patternLeaf, weight: 3 },
    { arbitrary: nestedLeaf, weight: 1 },
    {
      arbitrary: fc
        .record({
          must: fc.array(tie('query'), { maxLength: 2 }),
          should: fc.array(tie('query'), { maxLength: 3 }),
          must_not: fc.array(tie('query'), { maxLength: 1 }),
          least: fc.constantFrom(undefined, 0, 1, 2, -1, '50%', '-25%'),
        })
        .map(({ least, ...lists }) => ({
          bool: { ...lists, ...(least === undefined ? {} : { minimum_should_match: least }) },
        })),
      weight: 3,
    },
  ),
})).query;

const operator = fc.constantFrom('included', 'excluded');

function entry(names: readonly string[], path: string): fc.Arbitrary<object> {
  return fc.constantFrom(...names).chain((field) => {
    const value = poolValue(`${path}${field}`);
    return fc.oneof(
      fc.record({ field: fc.constant(field), type: fc.constant('match'), operator, value }),
      fc.record({
        field: fc.constant(field),
        type: fc.constant('match_any'),
        operator,
        value: fc.array(value, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ field: fc.constant(field), type: fc.constant('exists'), operator }),
    );
  });
}

const wildcardEntry = fc.record({
  field: fc.constantFrom(...textual),
  type: fc.constant('wildcard'),
  operator,
  value: fc.constantFrom('re*', '*d', 'R?d', 'a\\?d', 'red'),
});

const nestedEntry = fc.record({
  field: fc.constant('part'),
  type: fc.constant('nested'),
  entries: fc.array(entry(['key', 'count'], 'part.'), { minLength: 1, maxLength: 2 }),
});

/** Lists of exception items. */
export const exceptions: fc.Arbitrary<ExceptionItem[]> = fc.array(
  fc.record({
    entries: fc.array(fc.oneof(entry(fields, ''), entry(fields, ''), wildcardEntry, nestedEntry), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { minLength: 1, maxLength: 2 },
);
