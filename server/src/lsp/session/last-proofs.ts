import type { MutationReport } from '../../prove/mutation/mutate-rule.js';

/** The mutation report of a rule's tests, with the texts that it is based on. */
export interface RememberedProof {
  readonly rule: string;
  readonly tests: string;
  readonly report: MutationReport;
}

/** The last mutation reports of a session's rules, by the rule's key. */
export type LastProofs = Map<string, RememberedProof>;

/** Returns whether the rule or its tests have changed since the report. */
export function isOutdated(known: RememberedProof, rule: string, tests: string): boolean {
  return known.rule !== rule || known.tests !== tests;
}
