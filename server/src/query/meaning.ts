import { languageOf } from './languages.js';
import { meaningOfTree } from './tree-meaning.js';

/**
 * Returns the meaning of a query, to test whether two are the same: its tree without positions. It is equal
 * for queries that differ only in whitespace and comments. Returns undefined for a query that cannot be
 * parsed.
 */
export function meaningOfQuery(text: string, id: unknown): string | undefined {
  const language = languageOf(id);
  const parsed = language?.parse(text);
  if (!language || !parsed || parsed.tree === undefined || parsed.problems.length > 0) return undefined;
  return language.meaning?.(text, parsed.tree) ?? meaningOfTree(parsed.tree);
}
