import { expect, test } from 'vitest';
import { fieldListCatalogue, nestedFields, writeFieldList } from './field-list.js';

test.each([
  ['a name with the sign before types', { 'a=b': 'long' }, { 'a=b': 'long' }],
  ['names with tabs and line breaks', { 'a\tb': 'long', 'c\nd': 'ip' }, { 'a\tb': 'long', 'c\nd': 'ip' }],
  ['a name with the separator', { 'a\u007fb': 'long', c: 'ip' }, { c: 'ip' }],
  ['a type that looks like a further field', { a: 'long\u007fb=ip', c: 'x=y', d: 'ip' }, { d: 'ip' }],
  ['nested objects', { a: { b: { c: 'long' } }, d: 'ip' }, { 'a.b.c': 'long', d: 'ip' }],
])('%s', (_, schema, expected) => {
  const catalogue = fieldListCatalogue(writeFieldList(nestedFields(schema)), 'test');
  const found = catalogue.names().map((name) => [name, catalogue.get(name)?.mapping.type]);
  expect(Object.fromEntries(found)).toEqual(expected);
});
