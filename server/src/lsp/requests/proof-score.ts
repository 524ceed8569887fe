import type { MutationReport } from '../../prove/mutation/mutate-rule.js';
import type { ProofScore } from '../messages.js';

/** How many of the changes that count are noticed. */
export function scoreOf({ killed, survivors }: MutationReport): ProofScore {
  return { noticed: killed, counted: killed + survivors.length };
}
