/**
 * Requests between our own client and server about all rules of a workspace. Types only (see `messages.ts`).
 */

import type { EventSource } from './event-source.js';

export interface RepositoryRequests {
  /**
   * The techniques that the workspace's rules name, with how well each rule is proved. With `prove`, rules
   * with tests are mutated to find out, which takes a while; if the request is cancelled, the result contains
   * what was found so far.
   */
  'rulewright/coverage': { params: { readonly prove: boolean }; result: WorkspaceCoverage };
  /**
   * Runs all rules of the workspace on event files, each file alone. If the request is cancelled, the result
   * contains what was found so far.
   */
  'rulewright/backtest': { params: { readonly source: EventSource }; result: BacktestMatrix };
}

/**
 * `failing`: its tests were run, and one fails. `tested`: it has passing tests. `proved`: they notice each
 * change of the rule.
 */
export type RuleProof = 'untested' | 'failing' | 'tested' | 'proved';

export interface WorkspaceCoverage {
  readonly tactics: readonly CoveredTactic[];
  /** Rules without a tactic. */
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
  /** Rules with alerts, the most first, then rules that could not run. */
  readonly rules: readonly MatrixRow[];
  /** Number of rules that were run. */
  readonly ran: number;
  readonly notes: readonly string[];
  readonly stopped?: boolean;
}

export interface MatrixRow {
  readonly uri: string;
  readonly name: string;
  /** The number of alerts in each file, in file order. */
  readonly alerts: readonly number[];
  readonly notRun?: string;
}
