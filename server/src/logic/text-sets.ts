import { areDisjoint, hasCase, isCovered, type TextPattern } from './patterns.js';

/**
 * Strings that match one of several patterns. Exact ones are in a lookup table, so that long lists are quick
 * to compare.
 */
export interface TextSet {
  readonly kind: 'texts';
  readonly patterns: readonly TextPattern[];
  /** The patterns with wildcards. */
  readonly wild: readonly TextPattern[];
  readonly exact: readonly TextPattern[];
  /**
   * Exact strings that are compared case-sensitively, the case-insensitive ones in folded case, and all of
   * them in folded case.
   */
  readonly written: ReadonlySet<string>;
  readonly folded: ReadonlySet<string>;
  readonly allFolded: ReadonlySet<string>;
}

/** Returns the set of the strings that match one of the patterns. */
export function textSet(patterns: readonly TextPattern[]): TextSet {
  const exact = patterns.filter((pattern) => pattern.exact);
  return {
    kind: 'texts',
    patterns,
    wild: patterns.filter((pattern) => !pattern.exact),
    exact,
    written: new Set(exact.filter((one) => !one.caseInsensitive).map(({ text }) => text)),
    folded: new Set(exact.filter((one) => one.caseInsensitive).map(({ folded }) => folded)),
    allFolded: new Set(exact.map(({ folded }) => folded)),
  };
}

/** Returns how many pairs of patterns a comparison of two sets must consider. */
export function textPairs(a: TextSet, b: TextSet): number {
  return a.patterns.length * b.wild.length + a.wild.length * b.exact.length;
}

/** Returns whether every string of `inner` is certainly one of `outer`. */
export function isTextSubset(inner: TextSet, outer: TextSet): boolean {
  return inner.patterns.every((pattern) => {
    if (pattern.exact) {
      const needsCase = pattern.caseInsensitive && hasCase(pattern.text);
      if (outer.folded.has(pattern.folded) || (!needsCase && outer.written.has(pattern.text))) return true;
    }
    return outer.wild.some((other) => isCovered(pattern, other));
  });
}

/** Returns whether certainly no string is in both. */
export function areTextsDisjoint(a: TextSet, b: TextSet): boolean {
  const isShared = ({ text, folded, caseInsensitive }: TextPattern): boolean =>
    caseInsensitive ? b.allFolded.has(folded) : b.written.has(text) || b.folded.has(folded);
  return (
    !a.exact.some(isShared) &&
    a.patterns.every((pattern) => b.wild.every((other) => areDisjoint(pattern, other))) &&
    a.wild.every((pattern) => b.exact.every((other) => areDisjoint(pattern, other)))
  );
}
