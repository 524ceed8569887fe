import fc from 'fast-check';
import type { NaiveKql, NaiveTypes, NaiveValue } from './naive-kql.js';

/** Types of fields, and the values in queries and documents. */
const texts = ['Red', 'red', 'red car', 'car', 'blue red', 'a?d', 'a*d', '', 'add', '10.0.0.5', '7'];
export const pools = {
  keyword: texts,
  'keyword(normalizer=lowercase)': texts,
  wildcard: texts,
  text: ['The quick fox', 'quick', 'fox', 'Quick, the fox', 'foxes', '7 foxes', '-', ''],
  ip: ['10.0.0.5', '10.0.0.9', '10.1.2.3', '192.0.2.1'],
  long: ['1', '2', '7', '10'],
  double: ['0.5', '1', '7', '10'],
  boolean: ['true', 'false'],
  date: [
    '2026-01-31T23:59:59.999Z',
    '2026-02-01T00:00:00.000Z',
    '2026-02-14T12:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
  ],
  unknown: [...texts, 'true', '10.1.2.3'],
} as const;

/** The fields of the documents. */
export const fieldTypes: NaiveTypes = {
  key: 'keyword',
  low: 'keyword(normalizer=lowercase)',
  wild: 'wildcard',
  note: 'text',
  address: 'ip',
  count: 'long',
  share: 'double',
  flag: 'boolean',
  day: 'date',
  other: 'unknown',
  'part.key': 'keyword',
  'part.count': 'long',
};
const topFields = Object.keys(fieldTypes).filter((name) => !name.includes('.'));

/** Values to search for in a field besides those in documents. */
const asked: Readonly<Record<string, readonly string[]>> = {
  text: ['the quick', 'quick fox', 'fo*', '*x', 'f*s qu*', 'fox*', '-'],
  ip: ['10.0.0.0/8', '10.0.0.0/24'],
  date: ['2026-02', '2026-02-01', '2026-01-31'],
  long: ['1.0', '7.0'],
  double: ['.5', '1.0'],
  boolean: [],
};
const patterns = ['*', 're*', '*d', '*e*', 'r*r', 'red c*', 'a?*', '*', 'R*'];

const typed = new Set(['ip', 'long', 'double', 'boolean', 'date']);

function valueFor(type: keyof typeof pools): fc.Arbitrary<NaiveValue> {
  const plain = [...pools[type], ...(asked[type] ?? patterns)].filter((text) => text !== '');
  const unquoted = [...plain, ...(typed.has(type) ? ['*'] : [])];
  return (
    fc
      .oneof(
        { arbitrary: fc.constantFrom(...unquoted).map((text) => ({ text, quoted: false })), weight: 2 },
        { arbitrary: fc.constantFrom(...plain).map((text) => ({ text, quoted: true })), weight: 1 },
      )
      // A literal star in a string needs quotes.
      .map((value) =>
        value.text === 'a*d' && pools[type].includes('a*d' as never) ? { ...value, quoted: true } : value,
      )
  );
}

function rangeValueFor(type: keyof typeof pools): fc.Arbitrary<NaiveValue> {
  const values = [...pools[type], ...(asked[type] ?? [])].filter((text) => !/[*/]/.test(text) && text !== '');
  return fc.constantFrom(...values).map((text) => ({ text, quoted: true }));
}

function clause(fields: readonly string[], path: string): fc.Arbitrary<NaiveKql> {
  return fc.constantFrom(...fields).chain((field): fc.Arbitrary<NaiveKql> => {
    const type = fieldTypes[path + field]!;
    const value = valueFor(type);
    const range = fc.record({
      kind: fc.constant('range' as const),
      field: fc.constant(field),
      operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
      value: rangeValueFor(type),
    });
    return fc.oneof(
      value.map((one): NaiveKql => ({ kind: 'is', field, value: one })),
      fc
        .record({
          join: fc.constantFrom('and' as const, 'or' as const),
          values: fc.array(value, { minLength: 2, maxLength: 4 }),
        })
        .map((list): NaiveKql => ({ kind: 'list', field, ...list })),
      type === 'boolean' ? value.map((one): NaiveKql => ({ kind: 'is', field, value: one })) : range,
    );
  });
}

const nested: fc.Arbitrary<NaiveKql> = fc
  .array(clause(['key', 'count'], 'part.'), { minLength: 1, maxLength: 2 })
  .chain((parts) => fc.constantFrom<NaiveKql>({ kind: 'and', parts }, { kind: 'not', part: parts[0]! }))
  .map((part) => ({ kind: 'nested', path: 'part', part }));

const free: fc.Arbitrary<NaiveKql> = fc
  .constantFrom('red', 'Red', 'fox', 're*', 'f*', '7', 'true', '*x', 'red car', 're* fox', 'f* 7')
  .chain((text) => fc.boolean().map((quoted) => ({ text, quoted })))
  .map((value): NaiveKql => ({ kind: 'free', value }));

const byPattern: fc.Arbitrary<NaiveKql> = fc
  .record({
    field: fc.constantFrom('*e*', 'ke*', 'n*', '*a*'),
    text: fc.constantFrom('red', 'fox', 're*', '*', '7'),
  })
  .map(({ field, text }): NaiveKql => ({ kind: 'is', field, value: { text, quoted: false } }));

/** Queries on these fields. */
export const query: fc.Arbitrary<NaiveKql> = fc.letrec<{ query: NaiveKql }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'kql' },
    { arbitrary: clause(topFields, ''), weight: 6 },
    { arbitrary: nested, weight: 1 },
    { arbitrary: free, weight: 1 },
    { arbitrary: byPattern, weight: 1 },
    { arbitrary: tie('query').map((part): NaiveKql => ({ kind: 'not', part })), weight: 2 },
    {
      arbitrary: fc
        .record({
          kind: fc.constantFrom('and' as const, 'or' as const),
          parts: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
        })
        .map((group): NaiveKql => group),
      weight: 4,
    },
  ),
})).query;

/** Generates values as in documents: numbers and booleans also as such. */
function fieldValue(type: keyof typeof pools): fc.Arbitrary<unknown> {
  const plain =
    type === 'long' || type === 'double' ? (text: string) => Number(text) : (text: string) => text;
  const one = fc.constantFrom(...pools[type]).chain((text) => {
    if (type === 'boolean') return fc.constantFrom<unknown>(text, text === 'true');
    return type === 'unknown' && text === '7'
      ? fc.constantFrom<unknown>('7', 7)
      : fc.constant<unknown>(plain(text));
  });
  return fc.oneof(
    { arbitrary: one, weight: 6 },
    { arbitrary: fc.array(fc.oneof(one, fc.constant(null)), { maxLength: 3 }), weight: 2 },
    { arbitrary: fc.constantFrom(null, undefined), weight: 3 },
  );
}

/** Documents with some of the fields. */
export const document = fc.record({
  ...Object.fromEntries(topFields.map((name) => [name, fieldValue(fieldTypes[name]!)])),
  part: fc.oneof(
    fc.array(fc.record({ key: fieldValue('keyword'), count: fieldValue('long') }), { maxLength: 3 }),
    fc.record({ key: fieldValue('keyword'), count: fieldValue('long') }),
  ),
}) as fc.Arbitrary<Record<string, unknown>>;
