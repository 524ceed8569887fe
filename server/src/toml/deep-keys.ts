import { lineEnd } from './scan.js';

/** Keys of more than 100 parts, more than any file has: what reads them takes time that grows with the square of the number. */
const deepKey = /^[ \t]*(?:\[{1,2}[ \t]*)?(?:[\w"'-]+[ \t]*\.[ \t]*){100}/gm;
/** A part takes two characters at least. */
const shortest = 200;

/** Offsets of the lines that hold a key of too many parts. */
export function deepKeys(text: string): number[] {
  const found: number[] = [];
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    // A carriage return alone ends a line, too, for one of the parsers.
    if (end - start >= shortest)
      for (const { index } of text.slice(start, end).matchAll(deepKey)) found.push(start + index);
    start = end + 1;
  }
  return found;
}

/** The text with blanks instead of the lines at the offsets. */
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
