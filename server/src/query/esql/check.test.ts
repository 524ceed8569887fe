import { describe, expect, test } from 'vitest';
import { readMarkers, writeMarkers } from '../../../../test/helpers/markers.js';
import { verifyEsql } from './check.js';
import { parseEsql } from './parse.js';
import { resolveQuery } from './resolve/resolve.js';
import type { EsqlSchema } from './resolve/schema.js';
import type { EsqlType } from './types.js';

const types: Readonly<Record<string, EsqlType>> = { 'host.id': 'keyword', 'process.pid': 'long' };

/** A schema that knows all fields of the indices. */
const complete: EsqlSchema = {
  typeOf: (name) => types[name],
  isComplete: true,
  names: () => Object.keys(types),
};

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

test.each<[command: string, help: string]>([
  ['drop host.id', 'remove it from the DROP'],
  ['keep process.pid', 'keep it in the KEEP'],
  ['stats n = count(*)', 'after STATS only its aggregates and groups remain: add the column to one of them'],
])('the help for a column after "%s"', (command, help) => {
  expect(verify(`from a | ${command} | where host.id == "b"`).map((problem) => problem.help)).toEqual([help]);
});

test.each<[address: string, isAddress: boolean]>([
  ['10.0.0.1', true],
  ['fe80::1%eth0', true],
  ['::ffff:1.2.3.4', true],
  ['10.0.0.256', false],
  ['fe80::1::2', false],
  ['host', false],
])('"%s" as an address: %s', (address, isAddress) => {
  expect(verify(`row a = to_ip("10.0.0.1") | where a == "${address}"`)).toHaveLength(isAddress ? 0 : 1);
});

describe('columns where all fields are known', () => {
  const table: Readonly<Record<string, string>> = {
    'a table that is not known may have any column': `
      from a | lookup join t on host.id | where x == 1 and y like "a*" | keep x, z* | sort x, zz | drop z* | rename x as w
      | mv_expand w | stats n = count(w)`,
    'so may a policy': `
      from a | enrich p on host.id | where match(x, "a") | eval y = x + 1 | fork (where z == 1) (keep y, z) | where z == 1`,
    'also in a subquery': `
      from (from a | lookup join t on host.id | drop x), b | where y == 1`,
    'fields keep their types': `
      from a | lookup join t on host.id | where process.pid == "x"
                                                ^^^^^^^^^^^^^^^^^^ [process.pid] is of type [long] and ["x"] of type [keyword]: they cannot be compared`,
    'what was dropped does not come back': `
      from a | lookup join t on host.id | drop x | where x == 1
                                                         ^ [x] exists only before the DROP`,
    'nor what was not kept': `
      from a | lookup join t on host.id | keep x, z* | where other == 1
                                                             ^^^^^ unknown column [other]`,
    'what was read before and not kept': `
      from a | lookup join t on host.id | where other > 1 | keep x, z* | where other == 1
                                                                               ^^^^^ [other] exists only before the KEEP`,
    'a name that nothing before says is unknown after STATS': `
      from a | lookup join t on host.id | where other > 1 | stats n = count(*) by host.id | where other == 1 or zzzz == 1
                                                                                                  ^^^^^ [other] exists only before the STATS
                                                                                                                ^^^^ unknown column [zzzz]`,
    'a misspelt column of KEEP is one mistake': `
      from a | eval length = 1 | keep lenght, host.id | where length > 1
                                      ^^^^^^ unknown column [lenght]`,
    'one of BY as well': `
      from a | stats n = count(*) by host.idd | where host.id == "x"
                                     ^^^^^^^^ unknown column [host.idd]`,
    'another column is another mistake': `
      from a | eval length = 1, other = 2 | keep lenght | where other > 1
                                                 ^^^^^^ unknown column [lenght]
                                                                ^^^^^ [other] exists only before the KEEP`,
    'a misspelt aggregate function is one mistake': `
      from a | stats n = conut(*) where process.pid > 4
                         ^^^^^ unknown function [conut]`,
    'what a command that is not known makes is not known': `
      from a | evla x = 1 | where x == 1`,
    'a pattern is the same in each row': `
      from a | lookup join t on host.id | where host.id like host.id or host.id rlike x
                                                             ^^^^^^^ the pattern of [LIKE] must be a constant string
                                                                                      ^ the pattern of [RLIKE] must be a constant string`,
    'a join searches its table, whatever comes before it': `
      from a | limit 5 | lookup join t on host.id == other and match(name, "a") and not match_phrase(name, "a b")`,
    'a search in it is a condition': `
      from a | lookup join t on host.id == other and length(match(name, "a")) > 1
                                                            ^^^^^^^^^^^^^^^^ [MATCH] can only be combined with AND, OR and NOT, not with [a comparison]`,
    'a policy with WITH adds what it names': `
      from a | enrich p on host.id with x | where x == 1 and y == 1
                                                             ^ unknown column [y]`,
  };
  for (const [name, written] of Object.entries(table))
    test(name, () => {
      const { text, marks } = readMarkers(written);
      expect(writeMarkers(text, verify(text))).toBe(writeMarkers(text, marks));
    });
});
