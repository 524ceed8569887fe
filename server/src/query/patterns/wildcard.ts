import { foldForField, hasOneSidedCase } from './case.js';
import { compileOneSided } from './one-sided.js';

/** Returns whether a pattern has a wildcard. Without one it is a plain string. */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

const surrogate = /[\ud800-\udfff]/;

/**
 * Compiles a pattern to a test of whole strings: `*` is any run of characters, including an empty one, and
 * `?` is exactly one. Nothing escapes them. The time is linear in the length of the string: pieces between
 * stars are searched from left to right and never again.
 */
export function compileWildcard(pattern: string, caseInsensitive: boolean): (text: string) => boolean {
  if (caseInsensitive && hasOneSidedCase(pattern)) return compileOneSided(pattern.split('*'), true);
  const match = compileExact(caseInsensitive ? foldForField(pattern) : pattern);
  return caseInsensitive ? (text) => match(foldForField(text)) : match;
}

function compileExact(pattern: string): (text: string) => boolean {
  if (!hasWildcard(pattern)) return (text) => text === pattern;
  if (/^\*+$/.test(pattern)) return () => true;
  const pieces = pattern.split(/\*+/);
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (!pattern.includes('?')) {
    if (pieces.length === 2) {
      const least = first.length + last.length;
      if (last === '') return (text) => text.startsWith(first);
      if (first === '') return (text) => text.endsWith(last);
      return (text) => text.length >= least && text.startsWith(first) && text.endsWith(last);
    }
    if (pieces.length === 3 && first === '' && last === '') return (text) => text.includes(pieces[1]!);
  }
  return (text) =>
    surrogate.test(text) || surrogate.test(pattern)
      ? matchPieces([...text], pieces)
      : matchPieces(text, pieces);
}

/**
 * Compiles a pattern, given as the literal strings between its stars, to a test of whole strings. The time is
 * linear in the length of the string for each piece.
 */
export function compileStars(pieces: readonly string[], caseInsensitive: boolean): (text: string) => boolean {
  if (caseInsensitive && pieces.some(hasOneSidedCase)) return compileOneSided(pieces);
  const parts = caseInsensitive ? pieces.map(foldForField) : pieces;
  const match = (text: string): boolean => matchStars(text, parts);
  return caseInsensitive ? (text) => match(foldForField(text)) : match;
}

function matchStars(text: string, pieces: readonly string[]): boolean {
  const [first, last] = [pieces[0] ?? '', pieces.at(-1) ?? ''];
  if (pieces.length < 2) return text === first;
  const limit = text.length - last.length;
  let position = first.length;
  if (limit < position || !text.startsWith(first) || !text.endsWith(last)) return false;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, position);
    if (found < 0 || found + piece.length > limit) return false;
    position = found + piece.length;
  }
  return true;
}

type Characters = string | readonly string[];

/** Matches pieces between stars. With surrogate pairs, the string is an array of whole characters. */
function matchPieces(text: Characters, pieces: readonly string[]): boolean {
  const asArray = typeof text !== 'string';
  const parts: Characters[] = asArray ? pieces.map((piece) => [...piece]) : [...pieces];
  const first = parts[0]!;
  if (parts.length === 1) return text.length === first.length && matchesAt(text, 0, first);
  const last = parts.at(-1)!;
  if (text.length < first.length + last.length) return false;
  if (!matchesAt(text, 0, first) || !matchesAt(text, text.length - last.length, last)) return false;
  let position = first.length;
  const limit = text.length - last.length;
  for (const piece of parts.slice(1, -1)) {
    while (position + piece.length <= limit && !matchesAt(text, position, piece)) position++;
    if (position + piece.length > limit) return false;
    position += piece.length;
  }
  return true;
}

function matchesAt(text: Characters, at: number, piece: Characters): boolean {
  for (let index = 0; index < piece.length; index++) {
    if (piece[index] !== '?' && piece[index] !== text[at + index]) return false;
  }
  return true;
}
