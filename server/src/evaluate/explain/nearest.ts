import { least } from '../../text/extremes.js';
import type { Explanation } from './explanation.js';

/**
 * Returns how many clauses would have to change for the expression to hold, 0 if it holds. For commands, the
 * ones that a row did not reach count too: the later it is dropped, the nearer it came.
 */
export function distance(explanation: Explanation): number {
  if (explanation.holds) return 0;
  const distances = explanation.children.map(distance);
  switch (explanation.kind) {
    case 'all':
      return distances.reduce((sum, one) => sum + one, explanation.unreached ?? 0);
    case 'any':
    case 'nested':
      return distances.length === 0 ? 1 : least(distances);
    default:
      return 1;
  }
}

/**
 * Returns the clauses that decided a verdict, in source order. If the expression fails: its failing
 * conditions, and the nearest of several alternatives. If it holds: its holding conditions, and the first of
 * several alternatives.
 */
export function decidingClauses(explanation: Explanation): Explanation[] {
  const { kind, children, holds } = explanation;
  if (children.length === 0) return [explanation];
  if ((kind === 'all') === holds) return children.flatMap(decidingClauses);
  const candidates = children.filter((child) => child.holds === holds);
  if (kind === 'all') return candidates.flatMap(decidingClauses);
  const [best] = [...candidates].sort((a, b) => distance(a) - distance(b));
  return best ? decidingClauses(best) : [explanation];
}
