import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPartFinder } from './part-finder.js';

/** Returns the parts that are found in a string, in order. */
function found(parts: readonly string[], text: string): string[] {
  const numbers = new Set<number>();
  createPartFinder(parts).find(text, (part) => numbers.add(part));
  return parts.filter((_, number) => numbers.has(number));
}

describe('parts in a text', () => {
  const table: readonly (readonly [text: string, parts: readonly string[], found: readonly string[]])[] = [
    ['hers', ['he', 'she', 'his', 'hers'], ['he', 'hers']],
    ['ushers', ['he', 'she', 'his', 'hers'], ['he', 'she', 'hers']],
    ['aaa', ['a', 'aa', 'aaaa'], ['a', 'aa']],
    ['abcabd', ['abd'], ['abd']],
    ['xabcx', ['abcd', 'bc'], ['bc']],
    ['', ['a'], []],
    ['anything', [], []],
    ['a\u202eb', ['\u202e'], ['\u202e']],
  ];
  for (const [text, parts, expected] of table)
    test(`${parts.join(', ')} in "${text}"`, () => expect(found(parts, text)).toEqual(expected));

  test('are those that it includes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\u00e9', '\u{1f600}'), maxLength: 30 });
    const part = fc.string({
      unit: fc.constantFrom('a', 'b', '\u00e9', '\u{1f600}'),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(text, fc.uniqueArray(part, { maxLength: 12 }), (whole, parts) => {
        expect(found(parts, whole)).toEqual(parts.filter((one) => whole.includes(one)));
      }),
    );
  });
});
