import { textsOfRegex } from '../regex-candidates.js';

/** Classes that Lucene's regular expressions write differently, outside and inside brackets. */
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

/** Returns some strings that a Java regular expression probably matches. The caller must verify them. */
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
      // Flags for the rest are in separate parentheses.
      if (part.startsWith('(?')) return part.endsWith(':') ? '(' : '(()';
      if (part === '^' || part === '$') return '';
      return quantifier ?? `\\${part}`;
    },
  );
}
