import { expect, test } from 'vitest';
import { readMarkers, writeMarkers } from '../../../../test/helpers/markers.js';
import { type FieldType, toFieldMapping } from '../../fields/field-type.js';
import { checkKql } from './check.js';
import { parseKql } from './parse.js';

const fields: Readonly<Record<string, FieldType>> = {
  k: 'keyword',
  n: 'long',
  b: 'boolean',
  i: 'ip',
  d: 'date',
  t: 'text',
  european: { type: 'date', format: 'dd/MM/yyyy' },
  nest: 'nested',
  'nest.k': 'keyword',
  o: 'object',
};

/** Checks a query against the fields above. */
function checkFindings(written: string): void {
  const { text, marks } = readMarkers(written);
  const { tree, problems } = parseKql(text);
  expect(problems).toEqual([]);
  const mappingOf = (name: string) =>
    Object.hasOwn(fields, name) ? toFieldMapping(fields[name]!) : undefined;
  expect(writeMarkers(text, checkKql(tree!, { mappingOf }))).toBe(writeMarkers(text, marks));
}

test.each(
  Object.entries({
    'values that fit':
      'k: a* and n: 5 and n > 1.5 and b: true and i: "10.0.0.0/8" and i: "::1" or d: "2026-01" and d >= now-1d/d',
    'numbers in quotes': 'n: "5"',
    'a word where a number stands': `
      n: (5 or five)
               ^^^^ "five" is not a number, as "n" requires`,
    'a number in another notation': `
      n: (1.0 or 1e3 or 0x10)
                        ^^^^ "0x10" is not a number, as "n" requires`,
    'a fraction of a whole number': `
      n: 1.5 or n > 1.5
         ^^^ "n" is [long], which never contains "1.5"`,
    'a wildcard on a number': `
      n: 5*
         ^^ "n" is [long], which does not support wildcards`,
    'any value at all': 'n: * and i: * and d: * and b: *',
    'a wildcard on an address': `
      i: 10.*
         ^^^^ "i" is [ip], which does not support wildcards`,
    'no address': `
      i: localhost
         ^^^^^^^^^ "localhost" is not an IP address or block of addresses, as "i" requires`,
    'neither true nor false': `
      b: yes
         ^^^ "yes" is neither true nor false, as "b" requires`,
    'a date with one digit for the month': `
      d: 2026-1-1
         ^^^^^^^^ "2026-1-1" is not a date, as "d" requires`,
    'a date and a time with a blank between': `
      d >= "2026-01-01 00:00:00"
           ^^^^^^^^^^^^^^^^^^^^^ "2026-01-01 00:00:00" is not a date, as "d" requires`,
    'a date in another format': `
      european: "31/01/2026" and european > "2024-01"
                                            ^^^^^^^^^ "2024-01" is not a date in the format dd/MM/yyyy, as "european" requires`,
    'no date': `
      d > yesterday
          ^^^^^^^^^ "yesterday" is not a date, as "d" requires`,
    null: `
      k: null
         ^^^^ a field cannot be searched for null`,
    'a text that says null': 'k: "null"',
    'a nested field outside': `
      nest.k: a
      ^^^^^^ "nest.k" belongs to the nested field "nest" and only matches inside it`,
    'a nested field inside': 'nest: { k: a and not k: b }',
    'braces for a field without any below': `
      k: { a: b }
      ^ "k" is not a nested field but [keyword]`,
    'braces for an object': `
      o: { k: a }
      ^ "o" is not a nested field but [object]`,
    'a nested field as a value': `
      nest: *
            ^ "nest" is a nested field and has no value itself`,
    'an object that holds anything': 'o: *',
    'an object': `
      o: a
         ^ "o" is an object and has no value itself`,
    'fields nobody knows, and any field': 'x.y: 5* and free and fi*d: 1',
  }),
)('%s', (_name, written) => checkFindings(written));
