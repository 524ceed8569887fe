import type { MutationReport } from '../../prove/mutation/mutate-rule.js';

/** What the tests of a rule notice, with the texts that were looked at. */
export interface RememberedProof {
  readonly rule: string;
  readonly tests: string;
  readonly report: MutationReport;
}

/** What the tests of the rules of a session were last found to notice, by the key of the rule. */
export type LastProofs = Map<string, RememberedProof>;

/** Whether the rule or its tests have changed since they were looked at. */
export function isOutdated(known: RememberedProof, rule: string, tests: string): boolean {
  return known.rule !== rule || known.tests !== tests;
}
