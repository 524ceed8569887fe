import type { PatternTest } from './syntax.js';

/**
 * Returns whether a test has the single LIKE pattern `*`: it tests whether there is a value, and is never
 * null (docs/semantics/esql.md#a-pattern-that-matches-all).
 */
export function alwaysMatches({ operator, patterns }: PatternTest): boolean {
  const [pattern] = patterns;
  return operator === 'like' && patterns.length === 1 && pattern?.kind === 'string' && pattern.value === '*';
}
