import { lettersFound } from './case.js';
import { escapeLetter } from './lucene/escape.js';
import { compileLuceneRegex } from './lucene/match.js';

/**
 * Compiles a pattern with letters that no folding can compare (see `hasOneSidedCase`), as an expression in which every
 * letter is the list of those that it finds. `pieces` are the strings between its stars; with `marks`, a `?` in them is any
 * character.
 */
export function compileOneSided(pieces: readonly string[], marks = false): (text: string) => boolean {
  const letter = (one: string): string =>
    marks && one === '?' ? '.' : `(${Array.from(lettersFound(one), escapeLetter).join('|')})`;
  return compileLuceneRegex(pieces.map((piece) => Array.from(piece, letter).join('')).join('.*'), false);
}
