import { foldForField } from '../query/patterns/case.js';

/**
 * The strings that one pattern describes: `*` is any run, `?` is one character. An exact string has neither.
 */
export interface TextPattern {
  readonly text: string;
  /** The string in folded case. */
  readonly folded: string;
  readonly caseInsensitive: boolean;
  readonly exact: boolean;
}

/** Parses a wildcard pattern. */
export function textPattern(text: string, caseInsensitive: boolean): TextPattern {
  return { text, folded: foldForField(text), caseInsensitive, exact: !/[*?]/.test(text) };
}

/** Longer patterns are not compared: the result is not worth the time. */
const longest = 400;

/** Returns whether every string of `inner` is certainly one of `outer`. */
export function isCovered(inner: TextPattern, outer: TextPattern): boolean {
  if (inner.text.length > longest || outer.text.length > longest) return false;
  if (inner.caseInsensitive && !outer.caseInsensitive && hasCase(inner.text)) return false;
  return outer.caseInsensitive ? covers(outer.folded, inner.folded) : covers(outer.text, inner.text);
}

/**
 * Returns whether certainly no string is in both. Compares the prefixes before the first wildcard and the
 * suffixes after the last.
 */
export function areDisjoint(a: TextPattern, b: TextPattern): boolean {
  const folds = a.caseInsensitive || b.caseInsensitive;
  const left = folds ? a.folded : a.text;
  const right = folds ? b.folded : b.text;
  if (a.exact && b.exact) return left !== right;
  if (a.exact) return !covers(right, left);
  if (b.exact) return !covers(left, right);
  return !startsAgree(left, right) || !endsAgree(left, right);
}

/** Returns whether a string has letters with an upper and a lower case. */
export function hasCase(text: string): boolean {
  return text.toLowerCase() !== text.toUpperCase();
}

function startsAgree(a: string, b: string): boolean {
  const [left, right] = [start(a), start(b)];
  return left.startsWith(right) || right.startsWith(left);
}

function endsAgree(a: string, b: string): boolean {
  const [left, right] = [end(a), end(b)];
  return left.endsWith(right) || right.endsWith(left);
}

function start(pattern: string): string {
  return pattern.slice(0, pattern.search(/[*?]/));
}

function end(pattern: string): string {
  return pattern.slice(Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?')) + 1);
}

/**
 * Returns whether `outer` matches everything that `inner` does: a star of `inner` can only be matched by one
 * of `outer`.
 */
function covers(outer: string, inner: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let retry = 0;
  while (at < inner.length) {
    if (outer[from] === '*') {
      star = from++;
      retry = at;
    } else if (inner[at] !== '*' && (outer[from] === '?' || outer[from] === inner[at])) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++retry;
    } else return false;
  }
  while (outer[from] === '*') from++;
  return from === outer.length;
}
