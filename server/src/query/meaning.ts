import { languageOf } from './languages.js';
import { meaningOfTree } from './tree-meaning.js';

/**
 * What a query means, to see whether two are the same: its tree without places. The same for queries that differ in spaces,
 * line breaks and comments only; undefined for one that cannot be read.
 */
export function meaningOfQuery(text: string, id: unknown): string | undefined {
  const language = languageOf(id);
  const parsed = language?.parse(text);
  if (!language || !parsed || parsed.tree === undefined || parsed.problems.length > 0) return undefined;
  return language.meaning?.(text, parsed.tree) ?? meaningOfTree(parsed.tree);
}
