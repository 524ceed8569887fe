import type { Span } from '../../server/src/text/span.js';
import type { TomlPath } from '../../server/src/toml/path.js';
import type { Mutant, Original } from './mutant.js';
import type { Random } from './random.js';

/** The rule with one stretch replaced. The mistake is the new text, or what `expected` gives in the text before. */
export function replace({ text }: Original, span: Span, by: string, expected: Span = span): Mutant {
  const grown = by.length - (span.end - span.start);
  return {
    text: text.slice(0, span.start) + by + text.slice(span.end),
    expected: [
      {
        start:
          expected.start >= span.end && expected.start > span.start ? expected.start + grown : expected.start,
        end: expected.end >= span.end ? expected.end + grown : expected.end,
      },
    ],
  };
}

/** The rule with a text put in before an offset. */
export function insert(original: Original, offset: number, added: string): Mutant {
  return replace(original, { start: offset, end: offset }, added);
}

/** The rule with another value at a path, written as TOML. */
export function replaceValue(original: Original, path: TomlPath, written: string): Mutant | undefined {
  const value = original.analysis.document.placeAt(path)?.value;
  return value && replace(original, value, written);
}

/** The rule with another text in a string that holds no escapes. */
export function replaceText(original: Original, path: TomlPath, text: string): Mutant | undefined {
  return replaceValue(original, path, JSON.stringify(text));
}

/** The rule without an entry; the mistake is at the header of its table. */
export function removeEntry(original: Original, path: TomlPath): Mutant | undefined {
  const { document } = original.analysis;
  const entry = document.placeAt(path)?.entry;
  const header = document.placeAt(path.slice(0, -1))?.header;
  return entry && header && replace(original, wholeLines(original.text, entry), '', header);
}

/** The rule with one more entry on a line of its own, at the beginning of a table. */
export function addEntry(original: Original, table: TomlPath, line: string): Mutant | undefined {
  const header = original.analysis.document.placeAt(table)?.header;
  if (!header) return undefined;
  const mutant = insert(original, header.end, `\n${line}`);
  return { ...mutant, expected: mutant.expected.map(({ start, end }) => ({ start: start + 1, end })) };
}

/** From the beginning of the first line to behind the line break of the last. */
export function wholeLines(text: string, { start, end }: Span): Span {
  const lineBreak = text.indexOf('\n', end);
  return { start: lineStart(text, start), end: lineBreak < 0 ? text.length : lineBreak + 1 };
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

export function lineEnd(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak < 0 ? text.length : lineBreak;
}

/** A word as one slips on the keyboard: a letter left out, doubled, replaced or swapped with its neighbour. */
export function misspell(word: string, random: Random): string | undefined {
  const letters = [...word.matchAll(/[A-Za-z]/g)].map(({ index }) => index);
  if (letters.length < 3) return undefined;
  for (let attempt = 0; attempt < 10; attempt++) {
    const at = random.pick(letters)!;
    const letter = word[at]!;
    const next = word[at + 1] ?? '';
    const slip = random.pick([
      '',
      letter + letter,
      String.fromCharCode(97 + random.below(26)),
      /[A-Za-z]/.test(next) ? next : '',
    ])!;
    const swapped = slip === next && slip !== '';
    const misspelt = word.slice(0, at) + slip + (swapped ? letter : '') + word.slice(at + (swapped ? 2 : 1));
    if (misspelt.toLowerCase() !== word.toLowerCase()) return misspelt;
  }
  return undefined;
}
