import { describe, expect, test } from 'vitest';
import type { FieldCatalogue } from './catalogue.js';
import { fieldListCatalogue, writeFieldList } from './checkout/field-list.js';
import { sharedUnions, unionCatalogue } from './union-catalogue.js';
import { nearestFieldNames } from './unknown-field.js';

const catalogue = (fields: Readonly<Record<string, string>>, source: string): FieldCatalogue =>
  fieldListCatalogue(writeFieldList(Object.entries(fields)), source);

const first = catalogue({ 'shop.kind': 'keyword', 'shop.till.id': 'long' }, 'first');
const second = catalogue({ 'shop.kind': 'wildcard', 'shop.till': 'flattened' }, 'second');
const third = catalogue({ 'bank.code': 'keyword' }, 'third');

describe('shared unions', () => {
  const unionOf = sharedUnions();

  test('are the same for the same catalogues in the same order', () => {
    expect(unionOf([first, second])).toBe(unionOf([first, second]));
    expect(unionOf([first, second])).not.toBe(unionOf([second, first]));
    expect(unionOf([first, second, first])).toBe(unionOf([first, second]));
    expect(unionOf([first])).toBe(first);
  });

  test('take a field from the first catalogue that has it', () => {
    const sourceOf = (members: FieldCatalogue[], name: string): string | undefined =>
      unionOf(members).get(name)?.source;
    expect(sourceOf([first, second], 'shop.kind')).toBe('first');
    expect(sourceOf([second, first], 'shop.kind')).toBe('second');
    // An object is only what contains the fields: another catalogue may say more.
    expect(sourceOf([first, unionOf([third, second])], 'shop.till')).toBe('second');
    expect(sourceOf([first, third], 'shop.till')).toBe('first');
    expect(sourceOf([first, second], 'bank.code')).toBeUndefined();
  });
});

test('suggestions of a union are those of its members, in any order', () => {
  const orders = [
    [first, second, third],
    [third, unionCatalogue([second, first])],
    [unionCatalogue([first, third]), second, first],
  ];
  for (const members of orders) {
    const union = unionCatalogue(members);
    expect(nearestFieldNames('shop.kinds', union)).toEqual(['shop.kind']);
    expect(nearestFieldNames('bank.codes', union)).toEqual(['bank.code']);
  }
});
