import { describe, expect, it } from 'vitest';
import { customSchema } from './custom-schema.js';
import { learnFieldCaps } from './from-field-caps.js';
import { type LearnedSources, learnMapping } from './from-mapping.js';
import { mergeSources } from './merge-sources.js';

const typesOf = (learned: LearnedSources): unknown =>
  learned.ok
    ? Object.fromEntries(
        learned.sources.map(({ name, fields }) => [
          name,
          Object.fromEntries([...fields].map(([field, { type }]) => [field, type])),
        ]),
      )
    : learned.error;

const properties = {
  user: { properties: { name: { type: 'keyword', fields: { text: { type: 'match_only_text' } } } } },
  own: { type: 'nested', properties: { id: { type: 'new_type' } } },
};
const fields = {
  'user.name': 'keyword',
  'user.name.text': 'match_only_text',
  own: 'nested',
  'own.id': 'other',
};

describe('learnMapping', () => {
  it.each([
    [
      'GET index/_mapping',
      { '.ds-logs-a-default-2026.01.01-000001': { mappings: { properties } } },
      'logs-a-default',
    ],
    ['a template', { index_patterns: ['logs-b-*'], template: { mappings: { properties } } }, 'logs-b-*'],
    [
      'GET _index_template',
      {
        index_templates: [
          {
            name: 'c',
            index_template: { index_patterns: ['logs-c-*'], template: { mappings: { properties } } },
          },
        ],
      },
      'logs-c-*',
    ],
  ])('reads %s', (_, written, name) => {
    expect(typesOf(learnMapping(written))).toEqual({ [name]: fields });
  });

  it.each([
    ['mappings alone', { mappings: { properties } }],
    ['properties alone', { properties }],
    [
      'a component template',
      { component_templates: [{ component_template: { template: { mappings: { properties } } } }] },
    ],
  ])('reads %s with the index that is given', (_, written) => {
    expect(typesOf(learnMapping(written, 'own-*'))).toEqual({ 'own-*': fields });
    expect(typesOf(learnMapping(written))).toMatch(/--index/);
  });

  it('reads runtime fields', () => {
    const written = { a: { mappings: { runtime: { day: { type: 'keyword' } } } } };
    expect(typesOf(learnMapping(written))).toEqual({ a: { day: 'keyword' } });
  });

  it.each([[[]], [null], [{}], ['x'], [{ a: 1 }], [{ hits: {} }]])('refuses %j', (written) => {
    expect(typesOf(learnMapping(written))).toMatch(/^expected/);
  });
});

describe('learnFieldCaps', () => {
  const caps = (type: string, more = {}) => ({ [type]: { type, searchable: true, ...more } });
  const written = {
    indices: ['.ds-logs-a.one-default-2026.01.01-000001', '.ds-logs-a.two-default-2026.01.01-000001'],
    fields: {
      'user.name': { ...caps('unmapped', { indices: ['x'] }), ...caps('keyword') },
      user: caps('object'),
      _id: caps('_id', { metadata_field: true }),
      odd: caps('new_type'),
    },
  };

  it('takes what the indices have in common as their name', () => {
    expect(typesOf(learnFieldCaps(written))).toEqual({
      'logs-a.*': { 'user.name': 'keyword', odd: 'other' },
    });
  });

  it('takes the index that is given', () => {
    expect(typesOf(learnFieldCaps(written, 'logs-*'))).toMatchObject({
      'logs-*': { 'user.name': 'keyword' },
    });
  });

  it.each([[{}], [[]], [null], [{ fields: [] }]])('refuses %j', (wrong) => {
    expect(typesOf(learnFieldCaps(wrong))).toMatch(/^expected/);
  });
});

describe('mergeSources', () => {
  it('takes types of mappings and counts of events', () => {
    const merged = mergeSources([
      { name: 'b', kind: 'index', fields: new Map([['x', { type: 'ip', mapped: true as const }]]) },
      { name: 'b', kind: 'index', documents: 3, fields: new Map([['x', { type: 'keyword', documents: 2 }]]) },
      { name: 'a', kind: 'index', fields: new Map() },
    ]);
    expect(merged).toEqual([
      { name: 'a', kind: 'index', fields: new Map() },
      {
        name: 'b',
        kind: 'index',
        documents: 3,
        fields: new Map([['x', { type: 'ip', mapped: true, documents: 2 }]]),
      },
    ]);
  });
});

describe('customSchema', () => {
  const source = (name: string, ...names: string[]) => ({
    name,
    kind: 'index' as const,
    fields: new Map(names.map((field) => [field, { type: 'keyword' }])),
  });

  it('has the fields that ECS does not have, below the pattern that rules write', () => {
    const schema = customSchema([
      source('logs-a.b-default', 'user.name', 'own.b', 'own.a'),
      source('own-index', '__proto__'),
      source('logs-all-ecs-default', 'user.name'),
    ]);
    expect(JSON.stringify(schema)).toBe(
      '{"logs-a.b-*":{"own.a":"keyword","own.b":"keyword"},"own-index":{"__proto__":"keyword"}}',
    );
  });

  it('keeps what exists', () => {
    const existing = { 'other-*': { x: 'long' }, 'logs-a.b-*': { own: { a: 'long' } } };
    expect(customSchema([source('logs-a.b-default', 'own.a', 'own.c')], existing)).toEqual({
      'logs-a.b-*': { own: { a: 'long' }, 'own.c': 'keyword' },
      'other-*': { x: 'long' },
    });
  });
});
