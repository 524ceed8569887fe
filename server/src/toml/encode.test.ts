import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseToml } from './document.js';
import { encodeString } from './encode.js';
import type { TomlStringStyle } from './string.js';

const quotes: Readonly<Record<TomlStringStyle, string>> = {
  basic: '"',
  literal: "'",
  'multiline-basic': '"""\n',
  'multiline-literal': "'''\n",
};

test.each(Object.keys(quotes) as TomlStringStyle[])('%s: what can be encoded reads back', (style) => {
  const piece = fc.constantFrom('a', '"', "'", '\\', '\t', '\n', '\u0001', '\u007f', '😀', 'é', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const encoded = encodeString(text, style);
      if (encoded === undefined) return;
      const end = style === 'multiline-basic' || style === 'multiline-literal' ? '\n' : '';
      const document = parseToml(`a = ${quotes[style]}${encoded}${end}${quotes[style].trim()}`);
      expect(document.problems).toEqual([]);
      expect(document.values.a).toBe(text + end);
    }),
  );
});

test.each([
  ['literal', "it's"],
  ['literal', 'a\nb'],
  ['multiline-literal', "a'''b"],
] as const)('%s cannot hold %j', (style, text) => expect(encodeString(text, style)).toBeUndefined());
