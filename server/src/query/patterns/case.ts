import { caseClasses } from './case.generated.js';

/** For how many lengths a result is remembered; a power of two. */
const slots = 64;

/** Letters that are folded, each to the one that stands for its class. */
type Table = ReadonlyMap<string, string>;

const fieldTable = new Map(
  caseClasses.split(' ').flatMap((letters) => {
    const [folded, ...others] = letters;
    return others.map((letter): [string, string] => [letter, folded!]);
  }),
);
const [dotless, dotted, sharpCapital, sharp] = ['\u0131', '\u0130', '\u1e9e', '\u00df'];
/** Lucene takes the classes of two for pairs of Java, which has no capital of ß. */
fieldTable.delete(sharpCapital);
const scriptTable: Table = new Map([...fieldTable, [dotless, 'i'], [dotted, 'i'], [sharpCapital, sharp]]);

/**
 * Returns a string for comparing a pattern with the values of a field without case, as Lucene 9 does: letters of one
 * class are the same, such as σ, ς and Σ (docs/semantics/eql.md#comparing-without-case). See {@link hasOneSidedCase}
 * for the letters that it cannot fold. The length stays.
 */
export const foldForField: (text: string) => string = remembering((text) => folded(text, fieldTable));

/**
 * Returns a string for comparing the results of expressions without case, as Java's `compareToIgnoreCase` does: the lower
 * case of the upper case of each letter. The length stays.
 */
export const foldForScript: (text: string) => string = remembering((text) => folded(text, scriptTable));

/** Returns a string in lower case letter by letter, as analyzers and the normalizer `lowercase` make it. The length stays. */
export function lowerCase(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return Array.from(text, (letter) => {
    if (letter === dotted) return 'i';
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  }).join('');
}

/** Remembers the last result for some lengths: many rules compare the same few values of an event. */
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

/** Only ASCII takes one byte for each code unit; counting bytes is several times as fast as a loop or an expression. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** Letters of a pattern that find another letter which does not find them. */
const oneSided: ReadonlyMap<string, string> = new Map([
  [dotless, 'I'],
  [dotted, 'i'],
  [sharpCapital, sharp],
]);

/** Whether a pattern has a letter such as ı, which finds I, while I in a pattern finds i only. */
export function hasOneSidedCase(pattern: string): boolean {
  return /[\u0130\u0131\u1e9e]/.test(pattern);
}

let members: ReadonlyMap<string, string> | undefined;

/** Returns the letters of a value that a letter of a pattern finds, itself among them. */
export function lettersFound(letter: string): string {
  members ??= new Map(caseClasses.split(' ').map((letters) => [[...letters][0]!, letters]));
  const other = oneSided.get(letter);
  if (other !== undefined) return letter + other;
  const own = members.get(fieldTable.get(letter) ?? letter);
  return own === undefined ? letter : own.replace(sharpCapital, '');
}
