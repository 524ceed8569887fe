import { escapeLetter } from '../../query/patterns/lucene/escape.js';
import { hasWildcard } from '../../query/patterns/wildcard.js';
import type { FieldTest } from '../plan/plan.js';

/**
 * Returns the test of `startsWith`, `endsWith` or `stringContains` on a field. Elasticsearch runs the last
 * two as the wildcard queries `*text` and `*text*` without escaping the text, so `*` and `?` in it are
 * wildcards and `\` escapes the next character. The first is a prefix query, which has no wildcards
 * (docs/semantics/eql.md#functions).
 */
export function affixTest(
  place: 'start' | 'end' | 'inside',
  text: string,
  caseInsensitive: boolean,
): FieldTest {
  if (place === 'start') return { kind: 'affix', place, text, caseInsensitive };
  if (text === '' && place === 'inside') return { kind: 'exists' };
  const pattern = place === 'end' ? `*${text}` : `*${text}*`;
  if (!text.includes('\\'))
    return hasWildcard(text)
      ? { kind: 'wildcard', patterns: [pattern], caseInsensitive }
      : { kind: 'affix', place, text, caseInsensitive };
  const pieces = literalPieces(pattern);
  return pieces
    ? { kind: 'stars', patterns: [pieces], caseInsensitive }
    : { kind: 'regex', patterns: [regexOf(pattern)], caseInsensitive };
}

/** Splits a pattern with `\` escapes at its stars. Returns undefined if it contains the wildcard `?`. */
function literalPieces(pattern: string): string[] | undefined {
  const pieces = [''];
  for (const part of parts(pattern)) {
    if (part === '?') return undefined;
    if (part === '*') pieces.push('');
    else pieces[pieces.length - 1] += literalOf(part);
  }
  return pieces;
}

/**
 * Returns the characters of a pattern, with escaped ones keeping their escape. A trailing escape is a
 * backslash.
 */
function parts(pattern: string): readonly string[] {
  return pattern.match(/\\?[\s\S]/gu) ?? [];
}

function literalOf(part: string): string {
  return part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
}

/** Returns the same pattern as a Lucene regular expression. */
function regexOf(pattern: string): string {
  return parts(pattern)
    .map((part) => {
      if (part === '*') return '.*';
      if (part === '?') return '.';
      return escapeLetter(literalOf(part));
    })
    .join('');
}
