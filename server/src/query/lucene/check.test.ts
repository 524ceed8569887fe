import { expect, test } from 'vitest';
import { readMarkers, writeMarkers } from '../../../../test/helpers/markers.js';
import { type FieldType, toFieldMapping } from '../../fields/field-type.js';
import { checkLucene } from './check.js';
import { parseLucene } from './parse.js';

const fields: Readonly<Record<string, FieldType>> = {
  k: 'keyword',
  n: 'long',
  b: 'boolean',
  i: 'ip',
  d: 'date',
};

/** Checks a query against the fields above. */
function checkFindings(written: string): void {
  const { text, marks } = readMarkers(written);
  const { tree, problems } = parseLucene(text);
  expect(problems).toEqual([]);
  const mappingOf = (name: string) =>
    Object.hasOwn(fields, name) ? toFieldMapping(fields[name]!) : undefined;
  expect(writeMarkers(text, checkLucene(tree!, { mappingOf }))).toBe(writeMarkers(text, marks));
}

test.each(
  Object.entries({
    'values that fit':
      'k:a* AND n:5 AND n:[1 TO *] AND n:>1.5 AND n:* AND b:true AND i:10.0.0.0\\/8 OR d:[now-1d/d TO 2026-01]',
    'an unknown field': 'x:y',
    'any field': 'foo n\\*:foo',
    'a word for a number': `
      k:a AND n:foo
              ^^^^^ "foo" is not a number, as "n" requires`,
    'a word for a number in a list': `
      n:(5 OR five)
              ^^^^ "five" is not a number, as "n" requires`,
    'a word for a number in quotes': `
      NOT n:"foo"
          ^^^^^^^ "foo" is not a number, as "n" requires`,
    'a word as a limit': `
      n:[a TO 5]
      ^^^^^^^^^^ "a" is not a number, as "n" requires`,
    'a comparison with a word': `
      n:>a
      ^^^^ "a" is not a number, as "n" requires`,
    'a pattern for a number': `
      n:4*
      ^^^^ "n" is [long], which does not support wildcards`,
    'an expression for an address': `
      i:/10.*/
      ^^^^^^^^ "i" is [ip], which does not support wildcards`,
    'no address': `
      i:host
      ^^^^^^ "host" is not an IP address or block of addresses, as "i" requires`,
    'neither true nor false': `
      b:yes
      ^^^^^ "yes" is neither true nor false, as "b" requires`,
    'a date with one digit for the day': `
      d:2026-01-1
      ^^^^^^^^^^^ "2026-01-1" is not a date, as "d" requires`,
  }),
)('%s', (_, query) => checkFindings(query));
