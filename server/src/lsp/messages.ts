/**
 * The requests that the Language Server Protocol does not define, between our own client and server. Types
 * only, so that the client can import this file without server code. Lines and characters are zero-based, as
 * in LSP; `uri` is a document URI.
 */

import type { EventSource } from './event-source.js';
import type { RepositoryRequests } from './repository-messages.js';
import type { StackRequests } from './stack-messages.js';

export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

export interface WireLocation {
  readonly uri: string;
  readonly range: WireRange;
}

export type * from './event-source.js';
export type * from './repository-messages.js';
export type * from './stack-messages.js';

/** All custom requests: the method, its parameters and its result. */
export interface Requests extends RepositoryRequests, StackRequests {
  /** The content of the code lens above the query. */
  'rulewright/rule': { params: { readonly uri: string }; result: RuleOverview };
  /** The cases of one test file, for the Test Explorer. `uri` is the test file's. */
  'rulewright/testCases': { params: { readonly uri: string }; result: TestFileOverview };
  /** The rules that test files belong to, for the Test Explorer, in request order. */
  'rulewright/testFiles': {
    params: { readonly uris: readonly string[] };
    result: readonly TestFileOwner[];
  };
  /**
   * Runs a test file, or some of its cases by index, with the unsaved text of open documents. With a
   * `partialResultToken` each outcome is sent as soon as it is known, in a list, and the result's `outcomes`
   * is empty. Cancelling the request skips the remaining cases.
   */
  'rulewright/runTests': {
    params: {
      readonly uri: string;
      readonly cases?: readonly number[];
      readonly partialResultToken?: number | string;
    };
    result: TestRun;
  };
  /** The edits that change the expectations of a test file's cases to what they raise now. */
  'rulewright/acceptActual': {
    params: { readonly uri: string; readonly cases: readonly number[] };
    result: FileEdits;
  };
  /**
   * Runs an open rule, including unsaved text, on events. If the request is cancelled, the result contains
   * what was found so far.
   */
  'rulewright/runOnEvents': {
    params: { readonly uri: string; readonly source: EventSource };
    result: EventRun;
  };
  /** Events to choose from for an open rule: those of its tests, then some of the fixtures. */
  'rulewright/events': { params: { readonly uri: string }; result: readonly EventGroup[] };
  /**
   * The edits that add a case with these events to an open rule's test file, expecting what it raises now.
   */
  'rulewright/addCase': {
    params: { readonly uri: string; readonly events: readonly EventReference[] };
    result: NewCase;
  };
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
  /** Why an event did or did not match: the verdict and the value seen at each clause of the query. */
  'rulewright/explain': {
    params: {
      readonly uri: string;
      readonly event: EventReference;
      /** Skips the sequence picture, which takes longer. */
      readonly clausesOnly?: boolean;
    };
    result: Explanation;
  };
  /** The result of a sequence on events, as a picture (see {@link ViewSource}). */
  'rulewright/sequence': {
    params: { readonly uri: string; readonly source: ViewSource };
    result: SequencePicture;
  };
  /** The rows of an ES|QL rule after one of its commands, as a table. */
  'rulewright/rowsBehind': {
    params: {
      readonly uri: string;
      readonly source: ViewSource;
      /** The command's position in the rule; a position after the query selects the last command. */
      readonly position: WirePosition;
    };
    result: RowsBehind;
  };
  /** The investigation guide, setup and false positives of an open rule as sanitised HTML. */
  'rulewright/guide': {
    params: { readonly uri: string; readonly event?: EventReference };
    result: GuidePreview;
  };
  /** The techniques and subtechniques of a tactic to choose from. */
  'rulewright/techniques': { params: { readonly tactic: string }; result: readonly TechniqueChoice[] };
  /** The files of a new rule, from a template or from an event. */
  'rulewright/newRule': { params: NewRuleChoice; result: BegunRule };
  /** How a document is checked, for the editor's status. */
  'rulewright/checks': { params: { readonly uri: string }; result: ChecksState };
  'rulewright/status': { params: null; result: ServerStatus };
}

/** All custom notifications. */
export interface Notifications {
  /** The user declared this document a rule, whatever its content. */
  'rulewright/treatAsRule': { readonly uri: string };
  /** In a browser, where the server has no disk: the contents of files, and the URIs of removed ones. */
  'rulewright/files': {
    readonly files: readonly { readonly uri: string; readonly bytes: Uint8Array }[];
    readonly removed: readonly string[];
  };
  /** From the server: {@link ChecksState} may have changed because rules or schemas were read. */
  'rulewright/checksChanged': undefined;
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

/** The number of a test file's cases by outcome in the last run. */
export interface LastRun {
  readonly passed: number;
  /** Includes cases with errors. */
  readonly failed: number;
  readonly todo: number;
  /** Whether the rule or its tests have changed since. */
  readonly outdated: boolean;
}

/** The rule that a test file belongs to. */
export interface TestFileOwner {
  readonly uri: string;
  /** Undefined if it was not found. */
  readonly rule?: string;
  readonly ruleName?: string;
  /** The line of its query key. */
  readonly queryLine?: number;
}

/** Edits of one file, to be applied together. */
export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
  /** Why there are no edits. */
  readonly error?: string;
}

export interface TestFileOverview {
  /** The rule that the file tests, if it was found. */
  readonly rule?: string;
  readonly ruleName?: string;
  /** Whether that rule is a sequence. */
  readonly isSequence?: boolean;
  readonly cases: readonly TestCaseOverview[];
  /** Why the file could not be read as a test file. */
  readonly error?: string;
}

export interface TestCaseOverview {
  readonly index: number;
  readonly name: string;
  readonly range: WireRange;
  /** The reason why the case may fail. */
  readonly todo?: string;
}

export interface TestRun {
  readonly outcomes: readonly TestOutcome[];
  /** Why nothing could be run. */
  readonly error?: string;
}

export interface TestOutcome {
  readonly index: number;
  readonly status: 'passed' | 'failed' | 'todo' | 'error';
  /** The explanation of a failure: what was expected, what happened, and the decisive clause. Markdown. */
  readonly message?: string;
  /** The decisive clause of the rule, or the invalid range in the test file. */
  readonly location?: WireLocation;
  /** For a failure: expected and actual as written after `expect:`, and their range. */
  readonly difference?: {
    readonly expected: string;
    readonly actual: string;
    /** The failed conditions, as lines of text. */
    readonly explanation: readonly string[];
    readonly location: WireLocation;
  };
  readonly milliseconds: number;
}

/** An event of a file, counted as in `rulewright run`: from 0, in reading order. */
export interface EventReference {
  readonly uri: string;
  readonly index: number;
  /** For a test file: the case, from 0; `index` then counts the case's events. */
  readonly case?: number;
}

/** Events from one case or file. */
export interface EventGroup {
  /** The case or the file. */
  readonly title: string;
  readonly events: readonly FoundEvent[];
}

/** A case to add to a test file. */
export interface NewCase extends FileEdits {
  /** Whether the test file does not exist yet; then the edit is its whole text. */
  readonly create: boolean;
  readonly name: string;
}

export interface EventRun {
  /** Number of files that were read. */
  readonly files: number;
  readonly events: number;
  readonly alerts: readonly EventAlert[];
  /** A few events that did not match, those with the fewest failing clauses first. */
  readonly nearest: readonly EventMiss[];
  /** Set if the run was cancelled: there may be more events and alerts. */
  readonly stopped?: boolean;
  /** What could not be read, and what the engine would have dropped. */
  readonly notes: readonly string[];
  /** Why nothing could be run: no fixtures, an invalid query, or a rule type that cannot be evaluated. */
  readonly error?: string;
}

export interface EventAlert {
  /** A single event, or the events of a sequence in step order; null for a missing event. */
  readonly events: readonly (MatchedEvent | null)[];
}

export interface MatchedEvent extends FoundEvent {
  /** The values that made the clauses hold. */
  readonly values: readonly SeenValue[];
}

/** A field and an event's value for it, as text. */
export interface SeenValue {
  readonly field: string;
  readonly value: string;
}

export interface EventMiss {
  readonly event: FoundEvent;
  /** Number of failing clauses. */
  readonly failing: number;
  /** The first failing clause and the value seen there. */
  readonly reason: string;
}

export interface FoundEvent extends EventReference {
  readonly range: WireRange;
  /** A few distinctive values of the event: `exec kubectl (host web-1)`. */
  readonly label: string;
}

export interface Explanation {
  readonly matched: boolean;
  /** The explanation as text, as `rulewright explain` prints it. */
  readonly text: string;
  readonly clauses: readonly ExplainedClause[];
  /** For a sequence: its result on the file's events. */
  readonly sequence?: SequencePicture;
  /** For an ES|QL rule: the results of its commands on all events of the file or case. */
  readonly pipeline?: readonly PipelineStep[];
  readonly error?: string;
}

export interface ExplainedClause {
  readonly range: WireRange;
  readonly result: 'matched' | 'not-matched' | 'not-reached';
  /** The value that was seen and the reason, for the hover. */
  readonly note: string;
  /**
   * A short form to show after the clause, without the clause's field name; empty if the clause holds and
   * ends in the value.
   */
  readonly seen: string;
}

/** The result of an ES|QL command on rows. */
export interface PipelineStep {
  readonly range: WireRange;
  /** Null for the first command. */
  readonly rowsIn: number | null;
  readonly rowsOut: number;
}

/** The rows between two ES|QL commands. */
export interface RowsBehind {
  /** The command, for people: `STATS in line 12`. */
  readonly title: string;
  /** The source of the events, for people. */
  readonly source: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The first rows. */
  readonly rows: readonly ShownRow[];
  /** Total number of rows. */
  readonly total: number;
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface ShownRow {
  /** The values as text; null for null. */
  readonly cells: readonly (string | null)[];
  /** The event of a row that comes from a single event. */
  readonly event?: FoundEvent;
}

/** The source of a picture's events: a file, a case of a test file, or the files of `rulewright.fixtures`. */
export type ViewSource =
  | { readonly kind: 'event'; readonly event: EventReference }
  | { readonly kind: 'test'; readonly testFile: string; readonly index: number }
  | { readonly kind: 'fixtures' };

/** A sequence on events, with one lane for each value of the join keys. */
export interface SequencePicture {
  /** The rule's name. */
  readonly title: string;
  /** The source of the events, for people. */
  readonly source: string;
  /** Number of events that were evaluated. */
  readonly events: number;
  readonly steps: readonly SequenceStep[];
  /** Text of the until step. */
  readonly until?: string;
  readonly keyFields: readonly string[];
  /** For people: `2m`. */
  readonly maxspan?: string;
  /** The lanes, furthest progress first. */
  readonly lanes: readonly SequenceLane[];
  /** What the picture does not show. */
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface SequenceStep {
  /** As in the query, from 1. */
  readonly number: number;
  /** The event filter, in one line. */
  readonly text: string;
  /** Whether the step requires that no such event occurs. */
  readonly missing: boolean;
  /** Number of matching events, with any key. */
  readonly matched: number;
}

export interface SequenceLane {
  /** Values of the join keys. */
  readonly key: string;
  readonly complete: boolean;
  /** Why it stopped, as a sentence without a full stop. */
  readonly reason: string;
  /** When maxspan ends for the furthest partial match, in milliseconds since 1970. */
  readonly deadline?: number;
  /** In time order. */
  readonly events: readonly LaneEvent[];
}

export interface LaneEvent extends FoundEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  /**
   * `reached`: part of the furthest partial match; `match`: matches a step; `until`; `missing`: matches a
   * step that requires no event; `near`: matches nothing, or has another key.
   */
  readonly role: 'reached' | 'match' | 'until' | 'missing' | 'near';
  /** Numbers of the steps that it matches, from 1. */
  readonly steps: readonly number[];
  /** Whether this event is why the lane stopped. */
  readonly stops: boolean;
}

export interface GuidePreview {
  readonly title: string;
  readonly sections: readonly {
    readonly title: string;
    /**
     * Sanitised: no scripts, event handlers, styles or remote images. Blocks have `data-line`, the line of
     * the document where they start.
     */
    readonly html: string;
  }[];
  /** Source that Kibana does not show as written. */
  readonly problems: readonly { readonly message: string; readonly range: WireRange }[];
  /** The event whose values replaced `{{field}}`, for people. */
  readonly filledFrom?: string;
  /** Fields of `{{field}}` in searches that were not filled in. */
  readonly unresolved: readonly string[];
  readonly error?: string;
}

export interface ServerStatus {
  readonly version: string;
  readonly processId: number;
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly openRules: number;
}
