import { expect, test } from 'vitest';
import { verifyEsql } from './check.js';
import { parseEsql } from './parse.js';
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
