import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestNames } from '../text/nearest.js';
import { loadEcsCatalogue } from './ecs.js';
import { addressKey, isValidAddress, prefixBits } from './ip-text.js';
import { nearestFieldNames } from './unknown-field.js';

const ecs = loadEcsCatalogue();

/** Returns a text with up to three characters replaced, inserted or removed. */
function damaged(texts: fc.Arbitrary<string>, characters: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), fc.nat(1), fc.oneof(fc.constant(''), fc.constantFrom(...characters)));
  return fc.tuple(texts, fc.array(change, { maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((changed, [at, length, put]) => {
      const start = at % (changed.length + 1);
      return changed.slice(0, start) + put + changed.slice(start + length);
    }, text),
  );
}

/**
 * Returns whether Node accepts an address, extended by what Elasticsearch allows: any zone, and more zeros
 * before a group.
 */
function isAddress(string: string): boolean {
  const [address = '', ...zone] = string.split('%');
  if (zone.length > 0 && zone.join('%') === '') return false;
  return isIP(address.replace(/(?<=^|:)0+(?=[\da-f]+(?:$|:))/gi, '')) > 0;
}

describe('addresses', () => {
  const valid = [
    '1.2.3.4',
    '1.2.3.4%eth0',
    '::',
    '1::',
    '::1',
    '00001::2',
    'fe80::1%eth0',
    'fe80::1%-/\n:',
    '::ffff:192.0.2.1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:1.2.3.4',
    'ABCD::ef',
  ];
  test.each(valid)('%j is one', (string) => {
    expect(isAddress(string)).toBe(true);
    expect(isValidAddress(string)).toBe(true);
  });

  const invalid = [
    '',
    ':',
    ':::',
    '::ffff:0x92.0.2.1',
    '64:ff9b::192.0x0.2.33',
    '::ffff:01.2.3.4',
    '::1.2.3',
    '1.2.3.4::',
    '::1.2.3.4:1',
    '01.2.3.4',
    '0x7f.0.0.1',
    '1.2.3.4%',
    'fe80::1%',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2:3:4:5:6:7:8',
    ':1::',
    '12345::',
    'g::',
    '1.2.3.4:80',
  ];
  test.each(invalid)('%j is none', (string) => {
    expect(isAddress(string)).toBe(false);
    expect(isValidAddress(string)).toBe(false);
  });

  test.each([
    ['1.2.3.4', '00000000000000000000ffff01020304'],
    ['::ffff:1.2.3.4', '00000000000000000000ffff01020304'],
    ['2001:db8::FF%a:b', '20010db80000000000000000000000ff'],
  ])('%s is %s in order', (string, key) => expect(addressKey(string)).toBe(key));

  test.each([
    ['1.2.3.4/32', 128],
    ['1.2.3.4/33', undefined],
    ['1.2.3.4%a:b/8', 104],
    ['::/0', 0],
    ['::1.2.3.4/129', undefined],
    ['::0x1.2.3.4/64', undefined],
  ])('%s covers %s bits', (string, bits) => expect(prefixBits(string)).toBe(bits));

  test('any string: as strict as Elasticsearch', () => {
    const damagedAddress = damaged(
      fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom(...valid)),
      '0129afgF:.%/ \n-x',
    );
    fc.assert(
      fc.property(damagedAddress, (string) => {
        expect(isValidAddress(string)).toBe(isAddress(string));
      }),
      { numRuns: 5_000 },
    );
  });
});

test('the nearest fields are those that are nearest among all', () => {
  // The Kelvin sign is a "k" in lower case.
  expect(nearestFieldNames('networ\u212a.dirtion', ecs)).toEqual(['network.direction']);
  const name = fc.constantFrom(...ecs.names());
  fc.assert(
    fc.property(damaged(name, 'aeiostnrzABK\u212a._-1@'), (text) => {
      expect(nearestFieldNames(text, ecs)).toEqual(nearestNames(text, ecs.names()));
    }),
    { numRuns: 300 },
  );
});
