/** What our own client and server say of all rules of a workspace together. Types only, see `messages.ts`. */

import type { EventSource } from './event-source.js';

export interface RepositoryRequests {
  /**
   * The techniques that the rules of the workspace name, with how well each rule is proved. With `prove` the rules with tests are changed in
   * many ways to find out, which takes a while; when the request is cancelled, the answer has what was found until then.
   */
  'rulewright/coverage': { params: { readonly prove: boolean }; result: WorkspaceCoverage };
  /** Runs all rules of the workspace on files of events, each file alone. When it is cancelled, the answer has what was found until then. */
  'rulewright/backtest': { params: { readonly source: EventSource }; result: BacktestMatrix };
}

/** `failing`: its tests were run, and one fails. `tested`: it has tests that pass. `proved`: they notice each change of the rule. */
export type RuleProof = 'untested' | 'failing' | 'tested' | 'proved';

export interface WorkspaceCoverage {
  readonly tactics: readonly CoveredTactic[];
  /** Rules that name no tactic. */
  readonly others: readonly RuleWithProof[];
}

export interface CoveredTactic {
  readonly id: string;
  readonly name: string;
  readonly techniques: readonly CoveredTechnique[];
  /** Rules that name the tactic without a technique. */
  readonly rules: readonly RuleWithProof[];
}

/** A technique or subtechnique. */
export interface CoveredTechnique {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly RuleWithProof[];
}

export interface RuleWithProof {
  readonly uri: string;
  readonly name: string;
  readonly proof: RuleProof;
}

export interface BacktestMatrix {
  readonly files: readonly { readonly uri: string; readonly shown: string; readonly events: number }[];
  /** Those that raise an alert, those with the most first; then those that could not be run. */
  readonly rules: readonly MatrixRow[];
  /** How many rules were run. */
  readonly ran: number;
  readonly notes: readonly string[];
  readonly stopped?: boolean;
}

export interface MatrixRow {
  readonly uri: string;
  readonly name: string;
  /** The number of alerts in each file, in the order of the files. */
  readonly alerts: readonly number[];
  readonly notRun?: string;
}
