import { textsOfRegex } from '../regex-candidates.js';

/** What is written otherwise in the regular expressions of Lucene, outside and inside of brackets. */
const classes: Readonly<Record<string, readonly [string, string]>> = {
  '\\d': ['[0-9]', '0-9'],
  '\\w': ['[A-Za-z0-9_]', 'A-Za-z0-9_'],
  '\\s': [' ', ' '],
  '\\S': ['[^ ]', 'a-z'],
  '\\D': ['[^0-9]', 'a-z'],
  '\\W': ['[^A-Za-z0-9_]', ' '],
  '\\b': ['', ''],
  '\\n': ['\n', '\n'],
  '\\r': ['\r', '\r'],
  '\\t': ['\t', '\t'],
};

/** Returns some texts that a regular expression of Java probably matches; they are to be tested. */
export function textsOfJava(pattern: string): readonly string[] {
  return textsOfRegex(luceneOf(pattern));
}

function luceneOf(pattern: string): string {
  let inBrackets = false;
  return pattern.replace(
    /\\.|\(\?[a-z-]*:?|[[\]]|\^|\$|[@#&<>~"]|([*+?}])\?/gs,
    (part: string, quantifier: string | undefined) => {
      if (part.startsWith('\\')) return classes[part]?.[inBrackets ? 1 : 0] ?? part;
      if (part === '[' || part === ']') {
        inBrackets = part === '[';
        return part;
      }
      if (inBrackets) return part;
      // Flags for the rest stand in parentheses of their own.
      if (part.startsWith('(?')) return part.endsWith(':') ? '(' : '(()';
      if (part === '^' || part === '$') return '';
      return quantifier ?? `\\${part}`;
    },
  );
}
