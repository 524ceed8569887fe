import { least } from '../../text/extremes.js';
import type { Explanation } from './explanation.js';

/**
 * The number of clauses that would have to change for the expression to hold; 0 when it does. Of commands, those that a row
 * did not reach count as well: the later it is lost, the nearer it came.
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
 * The clauses that decided a verdict, in the order of the text. Of an expression that does not hold: the failing parts,
 * and of alternatives the one that came nearest. Of one that holds: its holding parts, and of alternatives the first.
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
