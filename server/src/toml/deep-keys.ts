import { lineEnd } from './scan.js';

/** More parts than any file has. Parsers take time and memory that grow with the square of their number. */
const mostParts = 100;
const opening = /[ \t]*(?:\[{1,2}[ \t]*)?/y;
const part = /[\w"'-]+[ \t]*\.[ \t]*/y;

/** Offsets of the lines that hold a key of too many parts. */
export function deepKeys(text: string): number[] {
  const found: number[] = [];
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    // A part takes two characters at least.
    if (end - start >= 2 * mostParts) {
      for (let line = start; line < end; line = nextLine(text, line, end)) {
        if (startsDeepKey(text, line)) found.push(line);
      }
    }
    start = end + 1;
  }
  return found;
}

/** A carriage return alone ends a line, too, for one of the parsers. */
function nextLine(text: string, from: number, end: number): number {
  const next = text.indexOf('\r', from);
  return next < 0 || next >= end ? end : next + 1;
}

function startsDeepKey(text: string, line: number): boolean {
  opening.lastIndex = line;
  opening.exec(text);
  part.lastIndex = opening.lastIndex;
  for (let count = 0; count < mostParts; count++) if (!part.test(text)) return false;
  return true;
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
