import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { nearestNames } from '../text/nearest.js';
import { loadEcsCatalogue } from './ecs.js';
import { isValidAddress } from './ip-text.js';
import { nearestFieldNames } from './unknown-field.js';

const ecs = loadEcsCatalogue();

/** A text with other characters at up to three places: replaced, put in or taken out. */
function damaged(texts: fc.Arbitrary<string>, characters: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), fc.nat(1), fc.oneof(fc.constant(''), fc.constantFrom(...characters)));
  return fc.tuple(texts, fc.array(change, { maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((changed, [at, length, put]) => {
      const start = at % (changed.length + 1);
      return changed.slice(0, start) + put + changed.slice(start + length);
    }, text),
  );
}

test('addresses are those of the library', () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom(
      '::',
      '::1',
      '::ffff:192.0.2.1',
      '64:ff9b::192.0.2.33',
      'fe80::1%eth0',
      '0.0.0.0',
      '01.2.3.4',
      '',
    ),
  );
  fc.assert(
    fc.property(damaged(address, '0129afgF:.%/ \n-x'), (text) => {
      const expected = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
      expect(isValidAddress(text)).toBe(expected);
    }),
    { numRuns: 5_000 },
  );
});

test('the nearest fields are those that are nearest among all', () => {
  // The sign of Kelvin is a "k" in lower case.
  expect(nearestFieldNames('networ\u212a.dirtion', ecs)).toEqual(['network.direction']);
  const name = fc.constantFrom(...ecs.names());
  fc.assert(
    fc.property(damaged(name, 'aeiostnrzABK\u212a._-1@'), (text) => {
      expect(nearestFieldNames(text, ecs)).toEqual(nearestNames(text, ecs.names()));
    }),
    { numRuns: 300 },
  );
});
