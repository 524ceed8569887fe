/** A common prefix and a common suffix of several texts. */
export interface CommonPattern {
  readonly prefix: string;
  readonly suffix: string;
}

/** Minimum length of the fixed part: `C:\*` is not specific. */
const shortest = 8;

/**
 * Returns the common prefix and suffix of texts that are not all equal, cut at the end of a folder, word or
 * number; undefined if they have too little in common.
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

/** Returns the text up to and including its last boundary. */
function cutBack(text: string): string {
  let at = text.length;
  while (at > 0 && !boundary.test(text[at - 1]!)) at--;
  return text.slice(0, at);
}

/** Returns the text from its first boundary on. */
function cutFront(text: string): string {
  const at = text.search(boundary);
  return at < 0 ? '' : text.slice(at);
}
