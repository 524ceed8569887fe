import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { parseToml } from './document.js';
import type { TomlString } from './string.js';

function read(written: string): TomlString {
  const string = parseToml(`a = ${written}\n`).stringAt(['a']);
  if (!string) throw new Error(`not read as a string: ${written}`);
  return string;
}

/** Pieces of a string as written, by style. */
const plainPiece = fc.constantFrom('a', 'Z', ' ', 'é', '😀', '#', '[', '=', '\t', 'query where');
const escapedPiece = fc.constantFrom('\\n', '\\\\', '\\"', '\\t', '\\u00e9', '\\U0001F600', '\\u0041');
const lineBreak = fc.constantFrom('\n', '\r\n');
const continuation = fc.constantFrom('\\\n', '\\  \r\n\t ', '\\\n\n   ');
const pieces = {
  basic: fc.oneof(plainPiece, escapedPiece, fc.constant("'")),
  literal: fc.oneof(plainPiece, fc.constantFrom('\\', '"', '\\n')),
  'multiline-basic': fc.oneof(plainPiece, escapedPiece, lineBreak, continuation, fc.constantFrom("'''", "'")),
  'multiline-literal': fc.oneof(plainPiece, lineBreak, fc.constantFrom('\\', '"""', '\\n')),
};
const quotes = { basic: '"', literal: "'", 'multiline-basic': '"""', 'multiline-literal': "'''" };

describe('strings', () => {
  for (const [style, piece] of Object.entries(pieces)) {
    test(`${style}: value as smol-toml reads it, offsets map both ways`, () => {
      const quote = quotes[style as keyof typeof quotes];
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
          const written = quote + parts.join('') + quote;
          const text = `a = ${written}\n`;
          const string = read(written);
          expect(string.style).toBe(style);
          expect(string.value).toBe(parse(text).a);
          expect(text.slice(string.span.start, string.span.end)).toBe(written);

          let before = string.contentSpan.start;
          for (let offset = 0; offset <= string.value.length; offset++) {
            const place = string.toDocument(offset);
            expect(place).toBeGreaterThanOrEqual(before);
            expect(place).toBeLessThanOrEqual(string.contentSpan.end);
            before = place;
            const character = string.value[offset];
            if (character === undefined) continue;
            const written = text[place];
            if (written === '\\' && style.endsWith('basic')) continue;
            expect(written).toBe(character);
            expect(string.toValue(place)).toBe(offset);
          }
        }),
      );
    });
  }

  test.each([
    ['basic', '"a\\tb"', 2, 4],
    ['after an escape', '"\\u00e9b"', 1, 7],
    ['second half of a surrogate pair stays in its escape', '"\\U0001F600b"', 2, 11],
    ['the first line break is dropped', "'''\nab'''", 0, 4],
    ['also as CRLF', "'''\r\nab'''", 1, 6],
    ['a continued line', '"""a\\\n   b"""', 1, 9],
  ])('%s', (_, written, valueOffset, offset) => {
    expect(read(written).toDocument(valueOffset)).toBe(4 + offset);
  });

  test('a span ends where its last character ends, before a continuation', () => {
    const string = read('"""a\\\n   b"""');
    expect(string.spanToDocument({ start: 0, end: 1 })).toEqual({ start: 7, end: 8 });
    expect(string.spanToDocument({ start: 0, end: 2 })).toEqual({ start: 7, end: 14 });
  });

  test('offsets outside the content have no place in the value', () => {
    const string = read('"ab"');
    expect(string.toValue(4)).toBeUndefined();
    expect(string.toValue(5)).toBe(0);
    expect(string.toValue(7)).toBe(2);
    expect(string.toValue(8)).toBeUndefined();
  });
});
