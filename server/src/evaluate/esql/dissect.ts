import type { DissectPattern } from '../../query/esql/patterns/dissect.js';

/** Returns the columns that a DISSECT pattern creates, in order. */
export function dissectNames({ keys }: DissectPattern): readonly string[] {
  return [...new Set(keys.map(({ name }) => name))].filter((name) => name !== '');
}

/**
 * Splits a string by a DISSECT pattern (docs/semantics/esql.md#dissect). Returns undefined if the pattern
 * does not match as a whole.
 */
export function dissect(
  text: string,
  { prefix, keys }: DissectPattern,
  separator: string,
): ReadonlyMap<string, string> | undefined {
  if (!text.startsWith(prefix)) return undefined;
  let at = prefix.length;
  const found = new Map<string, string>();
  const appended = new Map<string, { readonly order: number; readonly value: string }[]>();
  for (const { name, delimiter, isPadded, appends, order } of keys) {
    let end = text.length;
    let next = end;
    if (delimiter !== '') {
      end = text.indexOf(delimiter, at);
      if (end < 0) return undefined;
      next = end + delimiter.length;
      if (isPadded) while (text.startsWith(delimiter, next)) next += delimiter.length;
    }
    const value = text.slice(at, end);
    at = next;
    if (name === '') continue;
    if (!appends) found.set(name, value);
    else {
      const values = appended.get(name) ?? [];
      values.push({ order, value });
      appended.set(name, values);
    }
  }
  if (at < text.length) return undefined;
  for (const [name, values] of appended) {
    const sorted = values.slice().sort((a, b) => a.order - b.order);
    found.set(name, sorted.map(({ value }) => value).join(separator));
  }
  return found;
}
