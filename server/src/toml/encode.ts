import type { TomlStringStyle } from './string.js';

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/**
 * Encodes a string as the content of a literal of this style, or returns undefined if the style cannot
 * represent it.
 */
export function encodeString(text: string, style: TomlStringStyle): string | undefined {
  switch (style) {
    case 'literal':
      return /'|(?!\t)\p{Cc}/u.test(text) ? undefined : text;
    case 'multiline-literal':
      return /'''|(?![\t\n\r])\p{Cc}/u.test(text) ? undefined : text;
    case 'basic':
      return escapeWith(/["\\]|\p{Cc}/gu, text);
    case 'multiline-basic':
      // Single quotes of this kind need no escape.
      return escapeWith(text.includes('""') ? /["\\]|(?![\t\n\r])\p{Cc}/gu : /\\|(?![\t\n\r])\p{Cc}/gu, text);
  }
}

function escapeWith(pattern: RegExp, text: string): string {
  return text.replace(
    pattern,
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
