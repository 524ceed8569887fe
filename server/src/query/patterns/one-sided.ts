import { lettersFound } from './case.js';
import { escapeLetter } from './lucene/escape.js';
import { compileLuceneRegex } from './lucene/match.js';

/**
 * Compiles a pattern with letters that no folding can compare (see `hasOneSidedCase`) to an expression in
 * which every letter is a list of those that it matches. `pieces` are the strings between its stars. With
 * `marks`, a `?` in them is any character.
 */
export function compileOneSided(pieces: readonly string[], marks = false): (text: string) => boolean {
  const letter = (one: string): string =>
    marks && one === '?' ? '.' : `(${Array.from(lettersFound(one), escapeLetter).join('|')})`;
  return compileLuceneRegex(pieces.map((piece) => Array.from(piece, letter).join('')).join('.*'), false);
}
