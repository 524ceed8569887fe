import { expect, test } from 'vitest';
import { type FieldType, toFieldMapping } from '../../fields/field-type.js';
import { parseEql } from '../../query/eql/parse.js';
import { eqlFilterQuery } from './eql-condition.js';

const types: Readonly<Record<string, FieldType>> = {
  name: 'keyword',
  note: 'text',
  size: 'long',
  flag: 'boolean',
  address: 'ip',
};
const fields = {
  mappingOf: (name: string) => (Object.hasOwn(types, name) ? toFieldMapping(types[name]!) : undefined),
  isMapped: (name: string) => Object.hasOwn(types, name),
  eventCategoryField: 'event.category',
};

function convert(query: string) {
  const { tree } = parseEql(query);
  if (tree?.kind !== 'event-query') throw new Error(`not an event query: ${query}`);
  return eqlFilterQuery(tree.filter, fields);
}

const not = (query: object): object => ({ bool: { must_not: query } });
const some = (...should: readonly object[]): object => ({ bool: { should, minimum_should_match: 1 } });
const term = (field: string, value: unknown, rest = {}): object => ({
  term: { [field]: { value, ...rest } },
});
const ignoringCase = { case_insensitive: true };

test.each<[string, object]>([
  ['true', { match_all: {} }],
  ['name == "a*"', term('name', 'a*')],
  ['name != "a"', not(term('name', 'a'))],
  ['not (name == "a" and flag)', not({ bool: { filter: [term('name', 'a'), term('flag', true)] } })],
  ['name : "A"', term('name', 'A', ignoringCase)],
  ['name like "A"', term('name', 'A')],
  [
    'name : ("a*", "b")',
    some({ wildcard: { name: { value: 'a*', ...ignoringCase } } }, term('name', 'b', ignoringCase)),
  ],
  ['name like "C:\\\\w*"', { wildcard: { name: { value: 'C:\\\\w*' } } }],
  ['name regex~ "a.+"', { regexp: { name: { value: 'a.+', ...ignoringCase } } }],
  ['name in ("a", null, "b")', { terms: { name: ['a', 'b'] } }],
  ['name not in~ ("a")', not(some(term('name', 'a', ignoringCase)))],
  ['size > -1', { range: { size: { gt: -1 } } }],
  ['1 <= size', { range: { size: { gte: 1 } } }],
  ['size == 9007199254740993', term('size', '9007199254740993')],
  ['name == null', not({ exists: { field: 'name' } })],
  ['null != name', { exists: { field: 'name' } }],
  ['startsWith~(name, "a*")', { prefix: { name: { value: 'a*', ...ignoringCase } } }],
  ['endsWith(name, "a")', { wildcard: { name: { value: '*a' } } }],
  ['stringContains(name, "a") == false', not({ wildcard: { name: { value: '*a*' } } })],
  ['cidrMatch(address, "10.0.0.0/8", "::1/128")', { terms: { address: ['10.0.0.0/8', '::1/128'] } }],
])('any where %s', (condition, query) => {
  expect(convert(`any where ${condition}`)).toEqual({ kind: 'query', query });
});

test('a category is one more condition', () => {
  expect(convert('process where flag')).toEqual({
    kind: 'query',
    query: { bool: { filter: [term('event.category', 'process'), term('flag', true)] } },
  });
});

test.each([
  ['any where flag and length(name) > 2', 'length(name)'],
  ['any where size + 1 == 2', 'size + 1'],
  ['any where concat(name, "a") : "b"', 'concat(name, "a")'],
  ['any where size == 1 + 1', '1 + 1'],
  ['any where startsWith(name, name)', 'name'],
  ['any where ?nowhere == "a"', '?nowhere'],
  ['any where note == "a"', 'note'],
  ['any where cidrMatch(name, "10.0.0.0/8")', 'cidrMatch(name, "10.0.0.0/8")'],
  ['any where name in (null)', 'null'],
])('%s needs a script', (query, part) => {
  const converted = convert(query);
  if (converted.kind !== 'needs-script') throw new Error(JSON.stringify(converted));
  expect(query.slice(converted.span.start, converted.span.end)).toBe(part);
});
