import { caseClasses } from './case.generated.js';

/** The number of lengths for which a result is cached, a power of two. */
const slots = 64;

/** Letters that are folded, each to the representative of its class. */
type Table = ReadonlyMap<string, string>;

const fieldTable = new Map(
  caseClasses.split(' ').flatMap((letters) => {
    const [folded, ...others] = letters;
    return others.map((letter): [string, string] => [letter, folded!]);
  }),
);
const [dotless, dotted, sharpCapital, sharp] = ['\u0131', '\u0130', '\u1e9e', '\u00df'];
/** Lucene treats classes of two as Java pairs, and Java has no capital of ß. */
fieldTable.delete(sharpCapital);
const scriptTable: Table = new Map([...fieldTable, [dotless, 'i'], [dotted, 'i'], [sharpCapital, sharp]]);

/**
 * Folds a string for comparing a pattern with a field's values case-insensitively, like Lucene 9: letters of
 * one class are equal, such as σ, ς and Σ (docs/semantics/eql.md#comparing-without-case). See {@link
 * hasOneSidedCase} for the letters that it cannot fold. Preserves the length.
 */
export const foldForField: (text: string) => string = remembering((text) => folded(text, fieldTable));

/**
 * Folds a string for comparing the results of expressions case-insensitively, like Java's
 * `compareToIgnoreCase`: the lower case of the upper case of each letter. Preserves the length.
 */
export const foldForScript: (text: string) => string = remembering((text) => folded(text, scriptTable));

/**
 * Lower-cases a string letter by letter, like analyzers and the normalizer `lowercase`. Preserves the length.
 */
export function lowerCase(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return Array.from(text, (letter) => {
    if (letter === dotted) return 'i';
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  }).join('');
}

/** Caches the last result for some lengths: many rules compare the same few values of an event. */
function remembering(fold: (text: string) => string): (text: string) => string {
  const texts: string[] = Array.from({ length: slots }, () => '');
  const results: string[] = Array.from({ length: slots }, () => '');
  return (text) => {
    const slot = text.length & (slots - 1);
    if (texts[slot] === text) return results[slot]!;
    const result = fold(text);
    texts[slot] = text;
    results[slot] = result;
    return result;
  };
}

function folded(text: string, table: Table): string {
  if (isAscii(text)) return text.toLowerCase();
  return Array.from(text, (letter) => table.get(letter) ?? letter).join('');
}

/**
 * Only ASCII has one byte per code unit. Counting bytes is several times as fast as a loop or a regular
 * expression.
 */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** Letters of a pattern that match another letter which does not match them. */
const oneSided: ReadonlyMap<string, string> = new Map([
  [dotless, 'I'],
  [dotted, 'i'],
  [sharpCapital, sharp],
]);

/** Returns whether a pattern has a letter such as ı, which matches I, while I in a pattern only matches i. */
export function hasOneSidedCase(pattern: string): boolean {
  return /[\u0130\u0131\u1e9e]/.test(pattern);
}

let members: ReadonlyMap<string, string> | undefined;

/** Returns the letters of a value that a letter of a pattern matches, including itself. */
export function lettersFound(letter: string): string {
  members ??= new Map(caseClasses.split(' ').map((letters) => [[...letters][0]!, letters]));
  const other = oneSided.get(letter);
  if (other !== undefined) return letter + other;
  const own = members.get(fieldTable.get(letter) ?? letter);
  return own === undefined ? letter : own.replace(sharpCapital, '');
}
