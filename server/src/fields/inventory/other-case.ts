import type { LearnedSource } from './inventory.js';

/** A value that occurs in the data, with its number of documents. */
export interface SeenValue {
  readonly value: string;
  readonly documents: number;
}

/**
 * Returns the variants of a value in another letter case that occur in the data, most frequent first, if the
 * value itself certainly does not occur: each source lists all values of the field, or all variants of this
 * one. Empty if that is not certain.
 */
export function otherCases(
  field: string,
  value: string,
  sources: readonly LearnedSource[],
): readonly SeenValue[] {
  const folded = value.toLowerCase();
  const found = new Map<string, number>();
  for (const { fields } of sources) {
    const learned = fields.get(field);
    if (learned?.documents === undefined || learned.documents === 0) continue;
    const { values = new Map<string, number>(), distinct } = learned;
    if (distinct === undefined || values.has(value)) return [];
    let here = 0;
    for (const [seen, count] of values) {
      if (seen.toLowerCase() !== folded) continue;
      found.set(seen, (found.get(seen) ?? 0) + count);
      here++;
    }
    if (here === 0 && distinct > values.size) return [];
  }
  return [...found]
    .map(([seen, documents]) => ({ value: seen, documents }))
    .sort((a, b) => b.documents - a.documents);
}
