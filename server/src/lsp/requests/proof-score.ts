import type { MutationReport } from '../../prove/mutation/mutate-rule.js';
import type { ProofScore } from '../messages.js';

/** Returns how many of the relevant changes are noticed. */
export function scoreOf({ killed, survivors }: MutationReport): ProofScore {
  return { noticed: killed, counted: killed + survivors.length };
}
