/** Requests about one rule: its state, proof, comparison and creation. Types only (see `messages.ts`). */

import type { EventReference } from './event-source.js';
import type { LastRun, NewCase } from './tests.js';
import type { WirePosition, WireRange } from './wire.js';

export interface RuleRequests {
  /** The content of the code lens above the query. */
  'rulewright/rule': { params: { readonly uri: string }; result: RuleOverview };
  /** Which changes of an open rule its tests notice, with the unsaved text of open documents. */
  'rulewright/prove': { params: { readonly uri: string }; result: Proof };
  /** How the changes of an open rule since the last commit affect its alerts. */
  'rulewright/compare': { params: { readonly uri: string }; result: Comparison };
  /** An open rule as the payload for Kibana. */
  'rulewright/payload': { params: { readonly uri: string }; result: ApiPayload };
  /** The edits that add a case synthesised from an open rule to its test file. */
  'rulewright/addSynthesizedCase': {
    params: { readonly uri: string; readonly wanted: WantedCase };
    result: NewCase;
  };
  /** The techniques and subtechniques of a tactic to choose from. */
  'rulewright/techniques': { params: { readonly tactic: string }; result: readonly TechniqueChoice[] };
  /** The files of a new rule, from a template or from an event. */
  'rulewright/newRule': { params: NewRuleChoice; result: BegunRule };
  /** How a document is checked, for the editor's status. */
  'rulewright/checks': { params: { readonly uri: string }; result: ChecksState };
  'rulewright/status': { params: null; result: ServerStatus };
}

/** The configuration and schemas of a document's checks. Paths are displayed relative to the workspace. */
export interface ChecksState {
  readonly profile: 'default' | 'elastic';
  /** The configuration in use. */
  readonly configuration?: string;
  /** The detection-rules checkout that contains the document. */
  readonly checkout?: string;
  /** State of the checkout's schemas; while they are being read, unknown fields are not reported. */
  readonly schemas?: 'reading' | 'ready';
  /** Schemas that are missing in the checkout. */
  readonly missing?: readonly string[];
  /** Number of rules in the workspace. */
  readonly rules: number;
  /** Whether the rules of the workspace are still being read. */
  readonly isIndexing: boolean;
}

/** An ATT&CK technique or subtechnique. */
export interface TechniqueChoice {
  readonly id: string;
  readonly name: string;
}

/** Properties of a new rule. */
export interface NewRuleChoice {
  /** A rule type, such as `eql`. */
  readonly type: string;
  readonly name: string;
  /** Id of a tactic. */
  readonly tactic?: string;
  /** Id of a technique or subtechnique. */
  readonly technique?: string;
  /** An event that the rule must match: one of a run, or the one at a line of a text. */
  readonly event?: EventReference | { readonly text: string; readonly line: number };
}

/** The files of a new rule; empty if there is an error. */
export interface BegunRule {
  readonly fileName: string;
  readonly text: string;
  readonly testFileName: string;
  readonly testText: string;
  readonly error?: string;
}

export interface RuleOverview {
  /** False for any document that is not a rule; then no other property is set. */
  readonly isRule: boolean;
  readonly name?: string;
  /** The value of the query key, including delimiters. */
  readonly queryRange?: WireRange;
  /** The test file beside the rule, if it exists. */
  readonly testFile?: string;
  readonly testCount: number;
  /** Whether the query is a sequence, which can be shown as a picture. */
  readonly isSequence?: boolean;
  /** The result of the last run of its tests, if there was one. */
  readonly lastRun?: LastRun;
  /** The last proof of its tests, and whether the rule or its tests have changed since. */
  readonly proof?: ProofScore & { readonly outdated: boolean };
}

/** How many of a rule's changes its tests notice. */
export interface ProofScore {
  readonly noticed: number;
  readonly counted: number;
}

/** The changes of a rule that its tests notice or miss. */
export interface Proof extends ProofScore {
  readonly places: readonly ProvedPlace[];
  /** Names of cases that fail on the unchanged rule, so they prove nothing. */
  readonly failing: readonly string[];
  /** Why nothing was run. */
  readonly error?: string;
}

/** A rule compared with its last commit. */
export interface Comparison {
  /** Whether it differs in more than whitespace and comments; false if git does not know the rule. */
  readonly differs: boolean;
  /** Number of synthesised events and tests that raise more alerts than before. */
  readonly gained: number;
  readonly lost: number;
  /** The changes, in words. */
  readonly lines: readonly string[];
}

/** A rule as the payload for Kibana, as JSON; empty if there is an error. */
export interface ApiPayload {
  readonly text: string;
  readonly error?: string;
}

/** A condition, or another changed part of a rule. */
export interface ProvedPlace {
  /** The `query` key for requirements outside the query. */
  readonly range: WireRange;
  /** The effects of changed rules that no test notices. */
  readonly unnoticed: readonly string[];
}

/**
 * A case to create: one with an alert, one that fails the condition at a position, or one that notices a
 * change.
 */
export type WantedCase =
  | { readonly kind: 'match' }
  | { readonly kind: 'near-miss'; readonly position: WirePosition }
  | { readonly kind: 'unnoticed'; readonly description: string };

export interface ServerStatus {
  readonly version: string;
  readonly processId: number;
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly openRules: number;
}
