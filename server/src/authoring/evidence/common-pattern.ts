/** A text that many texts begin with, and one that they end with. */
export interface CommonPattern {
  readonly prefix: string;
  readonly suffix: string;
}

/** What is fixed is at least this long: `C:\*` says nothing. */
const shortest = 8;

/**
 * Returns how texts begin and end that are not all the same, cut where a folder, word or number ends; undefined where they have too
 * little in common.
 */
export function commonPattern(texts: readonly string[]): CommonPattern | undefined {
  const [first = '', ...others] = texts;
  let start = first.length;
  let end = first.length;
  for (const text of others) {
    start = Math.min(start, text.length);
    while (!text.startsWith(first.slice(0, start))) start--;
    end = Math.min(end, text.length);
    while (!text.endsWith(first.slice(first.length - end))) end--;
  }
  const prefix = cutBack(first.slice(0, start));
  const shortestText = texts.reduce((least, text) => Math.min(least, text.length), first.length);
  const suffix = cutFront(first.slice(first.length - Math.min(end, shortestText - prefix.length)));
  return prefix.length + suffix.length >= shortest && prefix !== '' ? { prefix, suffix } : undefined;
}

const boundary = /[\\/ ._-]/;

/** The text up to its last boundary, with it. */
function cutBack(text: string): string {
  let at = text.length;
  while (at > 0 && !boundary.test(text[at - 1]!)) at--;
  return text.slice(0, at);
}

/** The text from its first boundary on. */
function cutFront(text: string): string {
  const at = text.search(boundary);
  return at < 0 ? '' : text.slice(at);
}
