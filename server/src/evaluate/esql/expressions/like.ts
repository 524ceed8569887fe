import { compileStars } from '../../../query/patterns/wildcard.js';

/**
 * Compiles a LIKE pattern to a test of whole strings: `*` is any run, `?` is one character, a backslash
 * escapes (docs/semantics/esql.md#like).
 */
export function likeTest(pattern: string): (text: string) => boolean {
  return compileLike(piecesOf(pattern));
}

/** A character, or a wildcard. */
type Piece = { readonly text: string } | 'one' | 'any';

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '*') pieces.push('any');
    else if (character === '?') pieces.push('one');
    else if (character === '\\' && at + 1 < pattern.length) pieces.push({ text: pattern[++at]! });
    else pieces.push({ text: character });
  }
  return pieces;
}

function compileLike(pieces: readonly Piece[]): (text: string) => boolean {
  if (!pieces.includes('one')) {
    const texts = [''];
    for (const piece of pieces) {
      if (piece === 'any') texts.push('');
      else if (piece !== 'one') texts[texts.length - 1] += piece.text;
    }
    return compileStars(texts, false);
  }
  return (text) => matches(pieces, [...text]);
}

/** Backtracks to the last star only, so the time is at most proportional to the product of both lengths. */
function matches(pieces: readonly Piece[], text: readonly string[]): boolean {
  const wanted = joined(pieces);
  let [at, index] = [0, 0];
  let [star, resume] = [-1, 0];
  while (at < text.length) {
    const piece = wanted[index];
    if (piece === 'any') {
      star = index++;
      resume = at;
    } else if (piece !== undefined && (piece === 'one' || piece.text === text[at])) {
      index++;
      at++;
    } else if (star >= 0) {
      index = star + 1;
      at = ++resume;
    } else return false;
  }
  while (wanted[index] === 'any') index++;
  return index === wanted.length;
}

/** Joins the halves of surrogate pairs. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'object' && typeof last === 'object' && /^[\ud800-\udbff]$/.test(last.text))
      result[result.length - 1] = { text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}
