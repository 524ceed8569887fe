import type { FieldMapping } from '../fields/field-type.js';
import { compileStars } from '../query/patterns/wildcard.js';
import type { WordTest } from './plan.js';
import { compareOrder } from './values/order.js';
import { foldedText, wordsOf } from './values/words.js';

/** Compiles a test of the words of a text field. Each value is looked at alone: a phrase never spans two of them. */
export function compileWordTest(
  test: WordTest,
  mapping: FieldMapping | undefined,
): (text: string) => boolean {
  const analyzer = mapping?.analyzer ?? 'standard';
  switch (test.kind) {
    case 'words': {
      const wanted = new Set(test.words);
      return (text) => {
        const folded = foldedText(text, analyzer);
        if (!test.words.some((word) => folded.includes(word))) return false;
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
      const holds = compareOrder[test.operator];
      return (text) =>
        wordsOf(text, analyzer).some((word) => holds(word < test.word ? -1 : word === test.word ? 0 : 1));
    }
  }
}

function holdsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  for (let start = words.indexOf(phrase[0]!); start >= 0; start = words.indexOf(phrase[0]!, start + 1)) {
    if (phrase.every((word, index) => words[start + index] === word)) return true;
  }
  return false;
}
