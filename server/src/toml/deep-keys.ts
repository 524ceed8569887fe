import { lineEnd } from './scan.js';

/** Keys with more than 100 parts, which no real file has: parsing them takes quadratic time. */
const deepKey = /^[ \t]*(?:\[{1,2}[ \t]*)?(?:[\w"'-]+[ \t]*\.[ \t]*){100}/gm;
/** A part has at least two characters. */
const shortest = 200;

/** Returns the offsets of the lines with a key of too many parts. */
export function deepKeys(text: string): number[] {
  const found: number[] = [];
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    // For one of the parsers, a lone carriage return also ends a line.
    if (end - start >= shortest)
      for (const { index } of text.slice(start, end).matchAll(deepKey)) found.push(start + index);
    start = end + 1;
  }
  return found;
}

/** Returns the text with the lines at the offsets replaced by spaces. */
export function blankLines(text: string, offsets: readonly number[]): string {
  const pieces: string[] = [];
  let position = 0;
  for (const offset of offsets) {
    if (offset < position) continue;
    const end = lineEnd(text, offset);
    pieces.push(text.slice(position, offset), ' '.repeat(end - offset));
    position = end;
  }
  return pieces.join('') + text.slice(position);
}
