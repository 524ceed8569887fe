import type { Span } from '../../server/src/text/span.js';
import type { TomlPath } from '../../server/src/toml/path.js';
import type { Mutant, Original } from './mutant.js';
import type { Random } from './random.js';

/**
 * Returns the rule with one span replaced. The mistake is the new text, or `expected` as a span of the
 * original text.
 */
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

/** Returns the rule with a text inserted at an offset. */
export function insert(original: Original, offset: number, added: string): Mutant {
  return replace(original, { start: offset, end: offset }, added);
}

/** Returns the rule with another value at a path, written as TOML. */
export function replaceValue(original: Original, path: TomlPath, written: string): Mutant | undefined {
  const value = original.analysis.document.placeAt(path)?.value;
  return value && replace(original, value, written);
}

/** Returns the rule with another string at a path. The string must not contain escapes. */
export function replaceText(original: Original, path: TomlPath, text: string): Mutant | undefined {
  return replaceValue(original, path, JSON.stringify(text));
}

/** Returns the rule without an entry; the mistake is at the header of its table. */
export function removeEntry(original: Original, path: TomlPath): Mutant | undefined {
  const { document } = original.analysis;
  const entry = document.placeAt(path)?.entry;
  const header = document.placeAt(path.slice(0, -1))?.header;
  return entry && header && replace(original, wholeLines(original.text, entry), '', header);
}

/** Returns the rule with one more entry on a separate line, at the start of a table. */
export function addEntry(original: Original, table: TomlPath, line: string): Mutant | undefined {
  const header = original.analysis.document.placeAt(table)?.header;
  if (!header) return undefined;
  const mutant = insert(original, header.end, `\n${line}`);
  return { ...mutant, expected: mutant.expected.map(({ start, end }) => ({ start: start + 1, end })) };
}

/** Extends a span from the start of its first line to after the line break of its last. */
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

/** Returns a word with a typing error: a letter removed, doubled, replaced or swapped with its neighbour. */
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
