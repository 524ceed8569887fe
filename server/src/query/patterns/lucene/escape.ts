/**
 * Returns a character as a literal in a Lucene regular expression. Letters and digits are literal anyway, and
 * some have another meaning after a backslash.
 */
export function escapeLetter(letter: string): string {
  return /^[\p{L}\p{N}]/u.test(letter) ? letter : `\\${letter}`;
}
