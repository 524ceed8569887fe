import { expect, test } from 'vitest';
import { kibanaFilters } from './kibana-filters.js';

const a = { match_phrase: { 'user.name': 'a' } };
const b = { exists: { field: 'b' } };

test.each<[string, readonly object[], object]>([
  ['a query', [{ meta: {}, query: a }], { filter: [a], must_not: [] }],
  ['a negated query', [{ meta: { negate: true }, query: a }], { filter: [], must_not: [a] }],
  ['a filter that is switched off', [{ meta: { disabled: true }, query: a }], { filter: [], must_not: [] }],
  ['a query beside meta', [{ meta: {}, $state: { store: 'appState' }, ...b }], { filter: [b], must_not: [] }],
  [
    'a phrase as it was once written',
    [{ meta: {}, query: { match: { 'user.name': { query: 'a', type: 'phrase' } } } }],
    { filter: [{ match_phrase: { 'user.name': { query: 'a' } } }], must_not: [] },
  ],
  [
    'filters that must all hold',
    [
      {
        meta: {
          type: 'combined',
          relation: 'AND',
          params: [{ query: a }, { meta: { negate: true }, query: b }],
        },
      },
    ],
    { filter: [{ bool: { filter: [a], must_not: [b] } }], must_not: [] },
  ],
  [
    'filters of which one must hold, negated',
    [{ meta: { type: 'combined', negate: true, relation: 'OR', params: [{ query: a }, { query: b }] } }],
    {
      filter: [],
      must_not: [
        {
          bool: {
            should: [{ bool: { filter: [a], must_not: [] } }, { bool: { filter: [b], must_not: [] } }],
            minimum_should_match: 1,
          },
        },
      ],
    },
  ],
])('%s', (_name, filters, lists) => {
  expect(kibanaFilters(filters)).toEqual(lists);
});
