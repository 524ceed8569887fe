import type { CompletionItem } from '../../types.js';

/** How a query writes its words. */
export interface Casing {
  keyword(word: string): string;
  call(name: string): string;
}

/** A word with what is inserted for it, as a snippet. */
export type Word = string | readonly [label: string, insert: string];

/** Returns a tab stop of a snippet with its placeholder. */
export function tabStop(number: number, text: string): string {
  return `\${${number}:${text}}`;
}

/** Keywords in the order given, as the query writes keywords. `rank` is the group that they are listed in. */
export function wordItems(words: readonly Word[], { keyword }: Casing, rank = '4'): CompletionItem[] {
  return words.map((word, index) => {
    const [label, insert] = typeof word === 'string' ? [word, undefined] : word;
    const sort = `${rank}${String(index).padStart(2, '0')}`;
    if (insert === undefined) return { label: keyword(label), kind: 'keyword', sort };
    // Only the words in front of signs and tab stops are keywords.
    const [head = ''] = /^[A-Z_ ]*/.exec(insert) ?? [];
    const written = keyword(head) + insert.slice(head.length);
    return { label: keyword(label), kind: 'keyword', sort, insert: written, snippet: true };
  });
}

/** Values to choose from, in the order given. */
export function valueItems(values: readonly string[], rank = '1'): CompletionItem[] {
  return values.map((label, index) => ({
    label,
    kind: 'value',
    sort: `${rank}${String(index).padStart(3, '0')}`,
  }));
}
