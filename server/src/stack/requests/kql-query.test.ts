import { expect, test } from 'vitest';
import { type FieldType, toFieldMapping } from '../../fields/field-type.js';
import { parseKql } from '../../query/kql/parse.js';
import { kqlQuery } from './kql-query.js';

const types: Readonly<Record<string, FieldType>> = {
  'process.name': 'keyword',
  'process.command_line': 'wildcard',
  'process.args': 'keyword',
  message: 'match_only_text',
  '@timestamp': 'date',
  'source.ip': 'ip',
  'source.port': 'long',
  'flags.set': 'boolean',
  parts: 'nested',
  'parts.kind': 'keyword',
};

const fields = {
  mappingOf: (name: string) => (Object.hasOwn(types, name) ? toFieldMapping(types[name]!) : undefined),
  names: () => Object.keys(types),
};

const one = (query: object): object => ({ bool: { should: [query], minimum_should_match: 1 } });

test.each<[string, object]>([
  ['', { match_all: {} }],
  ['*', { match_all: {} }],
  ['*: *', { match_all: {} }],
  ['process.name: cmd.exe', one({ term: { 'process.name': { value: 'cmd.exe' } } })],
  ['process.name: "a*"', one({ term: { 'process.name': { value: 'a*' } } })],
  ['process.name: *', one({ exists: { field: 'process.name' } })],
  ['process.name: a?b\\\\c*', one({ wildcard: { 'process.name': { value: 'a\\?b\\\\c*' } } })],
  ['process.name: true', one({ term: { 'process.name': { value: true } } })],
  ['process.command_line: a b', one({ match: { 'process.command_line': 'a b' } })],
  ['process.command_line: "a b"', one({ match_phrase: { 'process.command_line': 'a b' } })],
  [
    'process.command_line: *-enc a*',
    one({ query_string: { fields: ['process.command_line'], query: '*\\-enc a*' } }),
  ],
  ['message: fox', one({ match: { message: 'fox' } })],
  ['source.ip: 10.0.0.0/8', one({ match: { 'source.ip': '10.0.0.0/8' } })],
  ['flags.set: false', one({ match: { 'flags.set': false } })],
  ['nowhere: a*', one({ query_string: { fields: ['nowhere'], query: 'a*' } })],
  [
    '@timestamp: 2026-01',
    one({ range: { '@timestamp': { gte: '2026-01', lte: '2026-01', time_zone: 'Zulu' } } }),
  ],
  ['@timestamp >= now-1d', one({ range: { '@timestamp': { gte: 'now-1d', time_zone: 'Zulu' } } })],
  ['source.port < 1024', one({ range: { 'source.port': { lt: '1024' } } })],
  ['fox jumps', { multi_match: { type: 'best_fields', query: 'fox jumps', lenient: true } }],
  ['"fox jumps"', { multi_match: { type: 'phrase', query: 'fox jumps', lenient: true } }],
  ['a/b*', { query_string: { query: 'a\\/b*' } }],
  [
    'process.name: a and not source.port > 1',
    {
      bool: {
        filter: [
          one({ term: { 'process.name': { value: 'a' } } }),
          { bool: { must_not: one({ range: { 'source.port': { gt: '1' } } }) } },
        ],
      },
    },
  ],
  [
    'process.name: (a or b)',
    {
      bool: {
        should: [
          one({ term: { 'process.name': { value: 'a' } } }),
          one({ term: { 'process.name': { value: 'b' } } }),
        ],
        minimum_should_match: 1,
      },
    },
  ],
  [
    'parts: { kind: a and size: 1 }',
    {
      nested: {
        path: 'parts',
        score_mode: 'none',
        query: {
          bool: {
            filter: [one({ term: { 'parts.kind': { value: 'a' } } }), one({ match: { 'parts.size': '1' } })],
          },
        },
      },
    },
  ],
  [
    'process.*: a',
    {
      bool: {
        should: [
          { term: { 'process.name': { value: 'a' } } },
          { match: { 'process.command_line': 'a' } },
          { term: { 'process.args': { value: 'a' } } },
        ],
        minimum_should_match: 1,
      },
    },
  ],
  [
    '*.kind: *',
    one({ nested: { path: 'parts', query: { exists: { field: 'parts.kind' } }, score_mode: 'none' } }),
  ],
  ['no.*: a', one({ match: { 'no.*': 'a' } })],
])('%s', (query, dsl) => {
  expect(kqlQuery(parseKql(query).tree!, fields)).toEqual(dsl);
});
