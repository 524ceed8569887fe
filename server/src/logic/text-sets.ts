import { areDisjoint, hasCase, isCovered, type TextPattern } from './patterns.js';

/** Strings that one of several patterns describes; exact ones are looked up, so that long lists are quick to compare. */
export interface TextSet {
  readonly kind: 'texts';
  readonly patterns: readonly TextPattern[];
  /** Those with wildcards. */
  readonly wild: readonly TextPattern[];
  readonly exact: readonly TextPattern[];
  /** Exact strings that are compared with case, those that are compared without in one case, and all in one case. */
  readonly written: ReadonlySet<string>;
  readonly folded: ReadonlySet<string>;
  readonly allFolded: ReadonlySet<string>;
}

/** Returns the set of the strings that one of the patterns describes. */
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

/** Returns how many pairs of patterns a comparison of two sets has to look at. */
export function textPairs(a: TextSet, b: TextSet): number {
  return a.patterns.length * b.wild.length + a.wild.length * b.exact.length;
}

/** Returns whether every string of `inner` certainly is one of `outer`. */
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
