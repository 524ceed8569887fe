import { foldCase } from '../../query/patterns/fold.js';

/** Texts as one pattern describes them: `*` any run, `?` one character; an exact text has neither. */
export interface TextPattern {
  readonly text: string;
  readonly caseInsensitive: boolean;
}

/** Pairs of longer patterns are not compared: the answer is not worth the time. */
const longest = 400;

/** Whether every text of `inner` is certainly one of `outer`. */
export function isCovered(inner: TextPattern, outer: TextPattern): boolean {
  if (inner.text.length > longest || outer.text.length > longest) return false;
  if (inner.caseInsensitive && !outer.caseInsensitive && hasCase(inner.text)) return false;
  const fold = outer.caseInsensitive ? foldCase : same;
  return covers(fold(outer.text), fold(inner.text));
}

/** Whether certainly no text is in both. Compares what stands before the first wildcard and after the last. */
export function areDisjoint(a: TextPattern, b: TextPattern): boolean {
  const fold = a.caseInsensitive || b.caseInsensitive ? foldCase : same;
  const [left, right] = [ends(fold(a.text)), ends(fold(b.text))];
  if (left.exact && right.exact) return left.start !== right.start;
  if (left.exact) return !covers(fold(b.text), left.start);
  if (right.exact) return !covers(fold(a.text), right.start);
  const startsAgree = left.start.startsWith(right.start) || right.start.startsWith(left.start);
  const endsAgree = left.end.endsWith(right.end) || right.end.endsWith(left.end);
  return !startsAgree || !endsAgree;
}

function same(text: string): string {
  return text;
}

function hasCase(text: string): boolean {
  return text.toLowerCase() !== text.toUpperCase();
}

function ends(pattern: string): { start: string; end: string; exact: boolean } {
  const first = pattern.search(/[*?]/);
  if (first < 0) return { start: pattern, end: pattern, exact: true };
  const last = Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'));
  return { start: pattern.slice(0, first), end: pattern.slice(last + 1), exact: false };
}

/** Whether `outer` matches all that `inner` does: a star of `inner` can only be taken up by one of `outer`. */
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
