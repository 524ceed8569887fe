import { describe, expect, it } from 'vitest';
import { createInventory } from './create-inventory.js';
import type { LearnedField, LearnedSource, SourceKind } from './inventory.js';
import { otherCases } from './other-case.js';

const source = (
  name: string,
  documents: number | undefined,
  fields: Readonly<Record<string, LearnedField>>,
  kind: SourceKind = 'index',
): LearnedSource => ({
  name,
  kind,
  ...(documents === undefined ? {} : { documents }),
  fields: new Map(Object.entries(fields)),
});
const counted = (values: Readonly<Record<string, number>>, distinct?: number): LearnedField => {
  const counts = new Map(Object.entries(values));
  const documents = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { type: 'keyword', documents, ...(distinct === undefined ? {} : { distinct }), values: counts };
};

const inventory = createInventory([
  source('logs-a.one-default', 10, { 'user.name': counted({ ann: 6, 10: 4 }, 2) }),
  source('logs-a.two-default', 5, { 'user.name': counted({ Ann: 5 }, 9) }),
  source('logs-b-default', undefined, { 'user.name': { type: 'wildcard', mapped: true } }),
  source('*', 7, { 'own.field': counted({ x: 7 }, 1) }, 'any'),
]);

describe('an inventory', () => {
  it('knows fields and the objects that hold them', () => {
    expect(
      ['user.name', 'user', 'own', 'user.nam', 'constructor'].map((name) => inventory.knows(name)),
    ).toEqual([true, true, true, false, false]);
    expect(inventory.names()).toEqual(['own.field', 'user.name']);
    expect(inventory.field('user.name')).toEqual({ type: 'wildcard', mapped: true });
  });

  it('unites the sources that the index patterns of a rule read', () => {
    const view = inventory.view(['logs-a.*']);
    expect(view.certain.map(({ name }) => name)).toEqual(['logs-a.one-default', 'logs-a.two-default']);
    expect(view.possible.map(({ name }) => name)).toEqual(['*']);
    expect(view.documents).toBe(15);
    expect(view.facts('user.name')).toEqual({
      documents: 15,
      several: 0,
      mappedType: undefined,
      values: new Map([
        ['ann', 6],
        ['Ann', 5],
        ['10', 4],
      ]),
      allListed: false,
    });
    expect(view.facts('own.field')).toBeUndefined();
    expect(view.anyFacts('own.field')?.documents).toBe(7);
  });

  it('leaves out sources that a pattern excludes', () => {
    expect(inventory.view(['logs-a.*', '-logs-a.two*']).documents).toBe(10);
  });

  it('takes types from mappings', () => {
    expect(inventory.view(['logs-b-*']).facts('user.name')).toMatchObject({
      documents: 0,
      mappedType: 'wildcard',
    });
  });
});

describe('otherCases', () => {
  const seen = (value: string, ...fields: LearnedField[]) =>
    otherCases(
      'f',
      value,
      fields.map((field, index) => source(`logs-${index}`, 100, { f: field })),
    );

  it.each([
    ['all values are listed', 'CMD.exe', [counted({ 'cmd.exe': 5 }, 1)], ['cmd.exe']],
    [
      'all variants are listed',
      'CMD.exe',
      [counted({ 'cmd.exe': 5, 'Cmd.exe': 9 }, 50)],
      ['Cmd.exe', 'cmd.exe'],
    ],
    ['the value occurs', 'cmd.exe', [counted({ 'cmd.exe': 5, 'Cmd.exe': 9 }, 2)], []],
    ['it is rare, so its variants are not listed', 'CMD.exe', [counted({ sh: 5 }, 50)], []],
    ['not all values were counted', 'CMD.exe', [counted({ 'cmd.exe': 5 })], []],
    ['it may occur in another source', 'CMD.exe', [counted({ 'cmd.exe': 5 }, 1), counted({ sh: 5 }, 50)], []],
    [
      'it occurs in another source',
      'CMD.exe',
      [counted({ 'cmd.exe': 5 }, 1), counted({ 'CMD.exe': 5 }, 1)],
      [],
    ],
  ])('%s', (_, value, fields, expected) => {
    expect(seen(value, ...fields).map((one) => one.value)).toEqual(expected);
  });
});
