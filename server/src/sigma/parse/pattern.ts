import type { Pattern, Wildcard } from '../syntax.js';

export const anyRun: Wildcard = { wildcard: '*' };

/**
 * Parses a Sigma string to a pattern. `*` and `?` are wildcards; a backslash before a wildcard or another
 * backslash makes it a literal character, and is a literal character before anything else (Sigma
 * specification, "Escaping").
 */
export function readPattern(text: string): Pattern {
  const parts: (string | Wildcard)[] = [];
  let plain = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    const next = text[index + 1];
    if (character === '\\' && (next === '\\' || next === '*' || next === '?')) {
      plain += next;
      index++;
    } else if (character === '*' || character === '?') {
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push({ wildcard: character });
    } else plain += character;
  }
  return plain === '' ? parts : [...parts, plain];
}

/** Returns the pattern of a literal string. */
export function plainPattern(text: string): Pattern {
  return text === '' ? [] : [text];
}

/** Returns the string of a pattern without wildcards, or undefined. */
export function plainText(pattern: Pattern): string | undefined {
  if (pattern.length === 0) return '';
  const [only] = pattern;
  return pattern.length === 1 && typeof only === 'string' ? only : undefined;
}

/** Returns the pattern with `*` before it. */
export function endingWith(pattern: Pattern): Pattern {
  return isAnyRun(pattern[0]) ? pattern : [anyRun, ...pattern];
}

/** Returns the pattern with `*` after it. */
export function startingWith(pattern: Pattern): Pattern {
  return isAnyRun(pattern.at(-1)) ? pattern : [...pattern, anyRun];
}

/** Returns the pattern with `*` on both sides. */
export function containing(pattern: Pattern): Pattern {
  return startingWith(endingWith(pattern));
}

/** Returns whether a part is `*`. */
export function isAnyRun(part: string | Wildcard | undefined): boolean {
  return typeof part === 'object' && part.wildcard === '*';
}

/** Maps the literal strings of a pattern. */
export function mapPlain(pattern: Pattern, change: (text: string) => string): Pattern {
  return pattern.map((part) => (typeof part === 'string' ? change(part) : part));
}

/** Returns the pattern in Sigma's syntax. */
export function patternText(pattern: Pattern): string {
  return pattern
    .map((part) => (typeof part === 'string' ? part.replace(/[*?]/g, '\\$&') : part.wildcard))
    .join('');
}
