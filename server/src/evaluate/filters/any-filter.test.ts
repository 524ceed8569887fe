import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruleOf } from '../../../../test/helpers/check-tests.js';
import { now, numbersOf } from '../../../../test/helpers/filtered-rules.js';
import { explainEvent } from '../explain/explain-rule.js';
import { prepareRule } from '../prepare/prepare-rule.js';
import type { EventObject } from '../values/access.js';

/** Generates mostly valid queries, on fields of several types, with values of any kind. */
function arbitraryQuery(): fc.Arbitrary<unknown> {
  const values = fc.constantFrom<unknown>(
    'a',
    'a b',
    '*',
    '\\',
    '?',
    '',
    3,
    true,
    null,
    '2026',
    'now-1d/d',
    ['a', 3],
    {},
  );
  const field = fc.constantFrom('user.name', 'note', 'size', 'items.a', 'items', 'when', 'address', '');
  const kinds = fc.constantFrom('term', 'match', 'match_phrase', 'prefix', 'wildcard', 'terms', 'script');
  const { query } = fc.letrec((tie) => {
    const list = fc.oneof(tie('query'), fc.array(tie('query'), { maxLength: 3 }));
    const occur = fc.constantFrom('must', 'filter', 'should', 'must_not', 'minimum_should_match');
    return {
      query: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(kinds, field, values).map(([kind, name, value]) => ({ [kind]: { [name]: value } })),
        fc.tuple(kinds, field, values).map(([kind, name, value]) => ({
          [kind]: { [name]: { [kind.startsWith('match') ? 'query' : 'value']: value } },
        })),
        fc.tuple(field, values, values).map(([name, gte, lt]) => ({ range: { [name]: { gte, lt } } })),
        field.map((name) => ({ exists: { field: name } })),
        fc.dictionary(occur, list, { maxKeys: 3 }).map((bool) => ({ bool })),
        tie('query').map((inner) => ({ nested: { path: 'items', query: inner } })),
        values,
      ),
    };
  });
  return query;
}

test('any filter and any exception: a plan, or a reason why there is none', () => {
  const entries = fc.array(
    fc.record(
      {
        field: fc.constantFrom<unknown>('user.name', 'items', 'note', '', 3),
        type: fc.constantFrom('match', 'match_any', 'exists', 'wildcard', 'nested', 'list', 'x'),
        operator: fc.constantFrom('included', 'excluded', 'x'),
        value: fc.constantFrom<unknown>('a', ['a', 'b'], 3, {}, []),
        entries: fc.constantFrom<unknown>([{ field: 'a', type: 'match', value: '1' }], [], 'x'),
      },
      { requiredKeys: ['field', 'type'] },
    ),
    { maxLength: 3 },
  );
  const document: EventObject = { tag: 'x', user: { name: 'a' }, note: 'a b', items: [{ a: 1 }], size: 3 };
  let planned = 0;
  fc.assert(
    fc.property(arbitraryQuery(), fc.boolean(), entries, (query, negate, ofItem) => {
      const rule = ruleOf('tag: x', 'query');
      const table = { ...rule.table, filters: [{ query, meta: { negate } }] } as typeof rule.table;
      const exceptions = ofItem.length > 1 ? [{ entries: ofItem }] : [];
      const result = prepareRule({ ...rule, table }, { now }, { exceptions });
      if (!result.ok) {
        expect(result.problems).toHaveLength(1);
        return;
      }
      planned++;
      const [explained] = explainEvent(result, document);
      expect(explained?.explanation.holds).toBe(numbersOf(result, [document]).length === 1);
    }),
    { numRuns: 1_500 },
  );
  expect(planned).toBeGreaterThan(100);
});
