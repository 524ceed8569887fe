import type { Span } from '../../text/span.js';

/** A place where a query in Lucene means something other than it looks. */
export interface LuceneMisreading {
  readonly kind: 'lower-case-operator' | 'slash-expression';
  /** The word, or the regular expression with its slashes. */
  readonly image: string;
  readonly span: Span;
}

/** Phrases, ranges and escapes, which are left alone; words; regular expressions where a value begins. */
const parts =
  /"(?:\\[\s\S]|[^"\\])*"?|[[{][^\]}]*[\]}]|(?<=[\s:(]|^)\/(?:\\[\s\S]|[^/\\])+\/|(?:\\[\s\S]|[^\s()"[\]{}/\\])+|[()]/g;

const operators: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/**
 * Returns the misreadings of a query, in order: `and`, `or` and `not` in lower case, which are words that are looked for,
 * and a value such as `/usr/bin`, of which `/usr/` is a regular expression and `bin` another word.
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
