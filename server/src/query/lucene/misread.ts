import type { Span } from '../../text/span.js';

/** A part of a Lucene query that has a different meaning than it seems. */
export interface LuceneMisreading {
  readonly kind: 'lower-case-operator' | 'slash-expression';
  /** The word, or the regular expression with its slashes. */
  readonly image: string;
  readonly span: Span;
}

/** Phrases, ranges and escapes, which are ignored; words; regular expressions at the start of a value. */
const parts =
  /"(?:\\[\s\S]|[^"\\])*"?|[[{][^\]}]*[\]}]|(?<=[\s:(]|^)\/(?:\\[\s\S]|[^/\\])+\/|(?:\\[\s\S]|[^\s()"[\]{}/\\])+|[()]/g;

const operators: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/**
 * Returns the misreadings of a query, in order: lower-case `and`, `or` and `not`, which are search words, and
 * a value such as `/usr/bin`, in which `/usr/` is a regular expression and `bin` another word.
 */
export function misreadings(query: string): LuceneMisreading[] {
  const found: LuceneMisreading[] = [];
  const all = [...query.matchAll(parts)];
  for (const [index, { 0: image, index: start }] of all.entries()) {
    const end = start + image.length;
    const span = { start, end };
    if (operators.has(image)) {
      const before = all[index - 1]?.[0];
      const isBetween = (before !== undefined && before !== '(') || image === 'not';
      const isFollowed = all[index + 1] !== undefined && all[index + 1]![0] !== ')';
      if (isBetween && isFollowed && query[end] !== ':' && query[start - 1] !== ':')
        found.push({ kind: 'lower-case-operator', image, span });
    } else if (/^\/.+\/$/s.test(image) && /[^\s)^~]/.test(query[end] ?? ' '))
      found.push({ kind: 'slash-expression', image, span });
  }
  return found;
}
