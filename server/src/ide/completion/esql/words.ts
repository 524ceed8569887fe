import type { CompletionItem } from '../../types.js';

/** The case of a query's words. */
export interface Casing {
  keyword(word: string): string;
  call(name: string): string;
}

/** A word with its snippet. */
export type Word = string | readonly [label: string, insert: string];

/** Returns a snippet's tab stop with its placeholder. */
export function tabStop(number: number, text: string): string {
  return `\${${number}:${text}}`;
}

/** Returns items for keywords in the given order and in the query's case. `rank` is their sort group. */
export function wordItems(words: readonly Word[], { keyword }: Casing, rank = '4'): CompletionItem[] {
  return words.map((word, index) => {
    const [label, insert] = typeof word === 'string' ? [word, undefined] : word;
    const sort = `${rank}${String(index).padStart(2, '0')}`;
    if (insert === undefined) return { label: keyword(label), kind: 'keyword', sort };
    // Only the words before punctuation and tab stops are keywords.
    const [head = ''] = /^[A-Z_ ]*/.exec(insert) ?? [];
    const written = keyword(head) + insert.slice(head.length);
    return { label: keyword(label), kind: 'keyword', sort, insert: written, snippet: true };
  });
}

/** Returns items for values in the given order. */
export function valueItems(values: readonly string[], rank = '1'): CompletionItem[] {
  return values.map((label, index) => ({
    label,
    kind: 'value',
    sort: `${rank}${String(index).padStart(3, '0')}`,
  }));
}
