import type { FieldMapping } from '../../fields/field-type.js';
import { compileStars } from '../../query/patterns/wildcard.js';
import { compareOrder } from '../values/order.js';
import { foldedText, wordsOf } from '../values/words.js';
import type { WordTest } from './plan.js';

/**
 * Compiles a test of the words of a text field. Each value is tested alone: a phrase never spans two of them.
 */
export function compileWordTest(
  test: WordTest,
  mapping: FieldMapping | undefined,
): (text: string) => boolean {
  const analyzer = mapping?.analyzer ?? 'standard';
  switch (test.kind) {
    case 'words': {
      const wanted = new Set(test.words);
      // Searching for a few words is cheaper than splitting the text.
      const isShort = wanted.size <= 8;
      return (text) => {
        if (isShort) {
          const folded = foldedText(text, analyzer);
          if (!test.words.some((word) => folded.includes(word))) return false;
        }
        return wordsOf(text, analyzer).some((word) => wanted.has(word));
      };
    }
    case 'phrase': {
      const { words } = test;
      if (words.length === 0) return () => false;
      return (text) => {
        const folded = foldedText(text, analyzer);
        return words.every((word) => folded.includes(word)) && holdsPhrase(wordsOf(text, analyzer), words);
      };
    }
    case 'word-stars': {
      const matches = compileStars(test.pieces, false);
      return (text) => {
        const folded = foldedText(text, analyzer);
        return test.pieces.every((piece) => folded.includes(piece)) && wordsOf(text, analyzer).some(matches);
      };
    }
    case 'word-range': {
      const { bounds } = test;
      const isWithin = (found: string): boolean =>
        bounds.every(({ operator, word }) =>
          compareOrder[operator](found < word ? -1 : found === word ? 0 : 1),
        );
      return (text) => wordsOf(text, analyzer).some(isWithin);
    }
  }
}

/** Compiles alternative phrases, which are found by their first words. */
export function compilePhrases(
  phrases: readonly Extract<WordTest, { kind: 'phrase' }>[],
  mapping: FieldMapping | undefined,
): (text: string) => boolean {
  const [only] = phrases;
  if (only && phrases.length === 1) return compileWordTest(only, mapping);
  const byFirstWord = new Map<string, (readonly string[])[]>();
  for (const { words } of phrases) {
    const [first] = words;
    if (first === undefined) continue;
    const known = byFirstWord.get(first);
    if (known) known.push(words);
    else byFirstWord.set(first, [words]);
  }
  return (text) => {
    const words = wordsOf(text, mapping?.analyzer ?? 'standard');
    return words.some((word, start) =>
      byFirstWord.get(word)?.some((phrase) => phrase.every((one, index) => words[start + index] === one)),
    );
  };
}

function holdsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  for (let start = words.indexOf(phrase[0]!); start >= 0; start = words.indexOf(phrase[0]!, start + 1)) {
    if (phrase.every((word, index) => words[start + index] === word)) return true;
  }
  return false;
}
