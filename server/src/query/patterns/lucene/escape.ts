/**
 * Returns a character as it is written in a regular expression of Lucene to mean itself. Letters and digits mean
 * themselves; some of them have another meaning after a backslash.
 */
export function escapeLetter(letter: string): string {
  return /^[\p{L}\p{N}]/u.test(letter) ? letter : `\\${letter}`;
}
