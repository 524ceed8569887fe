import { expect, test } from 'vitest';
import { verifyEsql } from './check.js';
import { parseEsql } from './parse.js';
import { resolveQuery } from './resolve/resolve.js';
import type { EsqlSchema } from './resolve/schema.js';
import type { EsqlType } from './types.js';

const types: Readonly<Record<string, EsqlType>> = { 'host.id': 'keyword', 'process.pid': 'long' };

/** Knows all fields of the indices. */
const complete: EsqlSchema = { typeOf: (name) => types[name], isComplete: true };

const verify = (query: string) => verifyEsql(query, parseEsql(query).tree!, complete);

test('the first 100 unknown columns of a query have suggestions', () => {
  const names = Array.from({ length: 102 }, (_, index) => `column${index}`);
  const unknown = names.map((name) => `x${name} == 1`);
  const problems = verify(`from a | eval ${names.join(' = 1, ')} = 1 | where ${unknown.join(' or ')}`);
  expect(problems).toHaveLength(102);
  expect(problems.map(({ help }) => help !== undefined)).toEqual(names.map((_, index) => index < 100));
});

test.each<[clauses: string, columns: string]>([
  ['a as x, c as y', 'x b y'],
  ['a as x, x as y', 'y b c'],
  ['b as a', 'a c'],
  ['a as c', 'c b'],
  ['c as a, a as b', 'b'],
  ['a as x, b as a, x as b', 'b a c'],
  ['a as a', 'a b c'],
  ['zz as b', 'a c b'],
  ['a as x, a as y', 'x b c y'],
])('RENAME %s keeps the positions of columns', (clauses, columns) => {
  const query = `row a = 1, b = 2, c = 3 | rename ${clauses}`;
  const { result } = resolveQuery(query, parseEsql(query).tree!, complete);
  expect([...result.known.keys()].join(' ')).toBe(columns);
  for (const [name, column] of result.known) expect(column.name).toBe(name);
});
