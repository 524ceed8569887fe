import fc from 'fast-check';
import { printString } from '../../../server/src/query/eql/print.js';
import { fieldTypes } from '../../naive/kql-arbitraries.js';
import { poolValue } from './random-filters.js';

const stringFields = ['key', 'low', 'wild', 'other'];
const numberFields = ['count', 'share'];
const eqlFields = [...stringFields, ...numberFields, 'address', 'flag', 'day'];

/** Generates a constant for a field in EQL syntax. */
function constant(field: string): fc.Arbitrary<string> {
  const isBare = numberFields.includes(field) || field === 'flag';
  return poolValue(field).map((text) => (isBare ? text : printString(text)));
}

const comparison: fc.Arbitrary<string> = fc.constantFrom(...eqlFields).chain((field) => {
  const equal = fc.constantFrom('==', '!=');
  const order = field === 'flag' ? equal : fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
  return fc.oneof(
    fc.tuple(order, constant(field)).map(([operator, value]) => `${field} ${operator} ${value}`),
    fc.tuple(equal, constant(field)).map(([operator, value]) => `${value} ${operator} ${field}`),
    fc
      .tuple(fc.constantFrom('in', 'not in'), fc.array(constant(field), { minLength: 1, maxLength: 3 }))
      .map(([operator, list]) => `${field} ${operator} (${list.join(', ')})`),
    equal.map((operator) => `${field} ${operator} null`),
  );
});

const patterns = ['re*', 'R?d', '*CAR', '*e*', 'red', 'a?d', 'a*d', 'A*', '*', '', 'b\\*'];
const expressions = [
  're.*',
  '[Rr]ed',
  '.*car',
  'a.d',
  'r(e|a)d',
  'b?',
  'a\\*d',
  'red|blue.*',
  '~red',
  '<1-9>',
];
const affixes = ['re', 'RED', 'd', 'car', '', 'a?', '*', 'a\\'];

const onStrings: fc.Arbitrary<string> = fc.constantFrom(...stringFields).chain((field) =>
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom(':', 'like', 'like~'),
        fc.array(fc.constantFrom(...patterns), { minLength: 1, maxLength: 3 }),
      )
      .map(([operator, list]) => `${field} ${operator} (${list.map(printString).join(', ')})`),
    fc
      .tuple(fc.constantFrom('regex', 'regex~'), fc.constantFrom(...expressions))
      .map(([operator, text]) => `${field} ${operator} ${printString(text)}`),
    fc
      .tuple(
        fc.constantFrom('startsWith', 'endsWith', 'stringContains'),
        fc.constantFrom('', '~'),
        fc.constantFrom(...affixes),
      )
      .map(([name, tilde, text]) => `${name}${tilde}(${field}, ${printString(text)})`),
    fc
      .tuple(fc.constantFrom('in~', 'not in~'), fc.array(constant(field), { minLength: 1, maxLength: 3 }))
      .map(([operator, list]) => `${field} ${operator} (${list.join(', ')})`),
  ),
);

const onAddress: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('10.0.0.0/8', '10.0.0.5/32', '192.0.2.0/24', '::/0'), { minLength: 1, maxLength: 2 })
  .map((blocks) => `cidrMatch(address, ${blocks.map(printString).join(', ')})`);

/** EQL event queries that Elasticsearch runs as queries. */
export const eqlText: fc.Arbitrary<string> = fc
  .letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'eql' },
      { arbitrary: comparison, weight: 6 },
      { arbitrary: onStrings, weight: 6 },
      { arbitrary: onAddress, weight: 1 },
      { arbitrary: fc.constantFrom('flag', 'true', 'false'), weight: 1 },
      { arbitrary: tie('condition').map((one) => `not (${one})`), weight: 2 },
      {
        arbitrary: fc
          .tuple(fc.constantFrom(' and ', ' or '), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
          .map(([join, parts]) => parts.map((part) => `(${part})`).join(join)),
        weight: 4,
      },
    ),
  }))
  .condition.map((condition) => `any where ${condition}`);

const luceneFields = Object.keys(fieldTypes).filter((name) => !name.includes('.'));
const escapeWord = (text: string): string => text.replace(/[^A-Za-z0-9.]/g, '\\$&');
const phrase = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const luceneClause: fc.Arbitrary<string> = fc.constantFrom(...luceneFields).chain((field) => {
  const value = poolValue(field).filter((text) => text !== '');
  const isText = stringFields.includes(field) || field === 'note';
  return fc.oneof(
    value.map((text) => `${field}:${escapeWord(text)}`),
    value.map((text) => `${field}:${phrase(text)}`),
    fc
      .array(value, { minLength: 2, maxLength: 3 })
      .map((list) => `${field}:(${list.map(phrase).join(' OR ')})`),
    fc.tuple(value, value).map(([from, to]) => `${field}:[${phrase(from)} TO ${phrase(to)}]`),
    fc.tuple(value, value).map(([from, to]) => `${field}:{${phrase(from)} TO ${phrase(to)}]`),
    fc
      .tuple(value, fc.constantFrom('>', '>=', '<', '<='))
      .map(([text, operator]) => `${field}:${operator}${phrase(text)}`),
    fc
      .tuple(value, fc.constantFrom('>', '>=', '<', '<='))
      .map(([text, operator]) => `${field}:${operator}${escapeWord(text)}`),
    fc.constantFrom('red', '1*', '/1./', '"x"', '[a TO b]').map((text) => `${field}:${text}`),
    fc.constant(`_exists_:${field}`),
    fc.constant(`${field}:*`),
    ...(isText
      ? [fc.constantFrom('re*', '*d', 'R*', 'fo*', '*x', 'f*x').map((text) => `${field}:${text}`)]
      : []),
    ...(isText && field !== 'note'
      ? [fc.constantFrom('r?d', '/[Rr]ed/', '/re.*/', '/a.d/').map((text) => `${field}:${text}`)]
      : []),
  );
});

/** Queries in Lucene's syntax. */
export const luceneText: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'lucene' },
    { arbitrary: luceneClause, weight: 6 },
    { arbitrary: fc.constantFrom('red', 'fox', 're*', '"red car"', '7', '*:*'), weight: 1 },
    { arbitrary: tie('query').map((one) => `NOT (${one})`), weight: 1 },
    {
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom('', '', '+', '-', 'NOT '), tie('query')), {
          minLength: 2,
          maxLength: 3,
        })
        .map((parts) => parts.map(([sign, one]) => `${sign}(${one})`).join(' ')),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(
          tie('query'),
          fc.array(fc.tuple(fc.constantFrom(' AND ', ' OR ', ' && ', ' || '), tie('query')), {
            minLength: 1,
            maxLength: 2,
          }),
        )
        .map(([first, rest]) => `(${first})${rest.map(([join, one]) => `${join}(${one})`).join('')}`),
      weight: 3,
    },
  ),
})).query;

const keys = fc.uniqueArray(fc.constantFrom('key', 'low', 'address', 'count', 'flag', 'share', 'day'), {
  minLength: 1,
  maxLength: 3,
});

/** The `threshold` tables of rules. */
export const thresholdTable: fc.Arbitrary<object> = fc
  .record({
    field: fc.oneof({ arbitrary: keys, weight: 6 }, { arbitrary: fc.constant<string[]>([]), weight: 1 }),
    value: fc.integer({ min: 1, max: 12 }),
    cardinality: fc.option(
      fc
        .record({ field: fc.constantFrom('wild', 'other', 'address'), value: fc.integer({ min: 1, max: 4 }) })
        .map((one) => [one]),
      { nil: undefined },
    ),
  })
  .map(({ cardinality, ...rest }) => ({ threshold: { ...rest, ...(cardinality && { cardinality }) } }));

/** The `new_terms` tables of rules, over some days of the documents. */
export const newTermsTable: fc.Arbitrary<object> = fc
  .record({ value: keys, from: fc.integer({ min: 1, max: 3 }), start: fc.integer({ min: 4, max: 10 }) })
  .map(({ value, from, start }) => ({
    from: `now-${from}d`,
    new_terms: {
      field: 'new_terms_fields',
      value,
      history_window_start: [{ field: 'history_window_start', value: `now-${start}d` }],
    },
  }));
