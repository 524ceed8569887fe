/**
 * The requests that the Language Server Protocol does not have: what our own client and server say to each other.
 * Types only, so that the client can import this file without taking server code along. Lines and characters are
 * zero-based, as in LSP; `uri` is a document URI.
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

/** Every request of ours: its method, what is sent and what comes back. */
export interface Requests extends RepositoryRequests, StackRequests {
  /** What the code lens above the query shows. */
  'rulewright/rule': { params: { readonly uri: string }; result: RuleOverview };
  /** The cases of one test file, for the Test Explorer. `uri` is that of the test file. */
  'rulewright/testCases': { params: { readonly uri: string }; result: TestFileOverview };
  /** The rules that test files belong to, for the Test Explorer, in the order asked. */
  'rulewright/testFiles': {
    params: { readonly uris: readonly string[] };
    result: readonly TestFileOwner[];
  };
  /**
   * Runs a test file, or some of its cases by index; open documents count as they are in the editor. With a
   * `partialResultToken` each outcome is sent as soon as it is there, in a list, and `outcomes` of the result is empty.
   * When the request is cancelled the cases after that are not run.
   */
  'rulewright/runTests': {
    params: {
      readonly uri: string;
      readonly cases?: readonly number[];
      readonly partialResultToken?: number | string;
    };
    result: TestRun;
  };
  /** The edits that make what cases of a test file raise now what they expect. */
  'rulewright/acceptActual': {
    params: { readonly uri: string; readonly cases: readonly number[] };
    result: FileEdits;
  };
  /**
   * Runs an open rule, unsaved text included, on events. When the request is cancelled the answer has what was found
   * until then.
   */
  'rulewright/runOnEvents': {
    params: { readonly uri: string; readonly source: EventSource };
    result: EventRun;
  };
  /** Events to choose one from for an open rule: those of its tests, then some of the fixtures. */
  'rulewright/events': { params: { readonly uri: string }; result: readonly EventGroup[] };
  /** The edits that add a case with these events to the test file of an open rule, expecting what it raises now. */
  'rulewright/addCase': {
    params: { readonly uri: string; readonly events: readonly EventReference[] };
    result: NewCase;
  };
  /** Which changes of an open rule its tests notice; open documents count as they are in the editor. */
  'rulewright/prove': { params: { readonly uri: string }; result: Proof };
  /** What the changes of an open rule since the last commit do to its alerts. */
  'rulewright/compare': { params: { readonly uri: string }; result: Comparison };
  /** An open rule as Kibana takes it. */
  'rulewright/payload': { params: { readonly uri: string }; result: ApiPayload };
  /** The edits that add a case made from an open rule to its test file. */
  'rulewright/addSynthesizedCase': {
    params: { readonly uri: string; readonly wanted: WantedCase };
    result: NewCase;
  };
  /** Why one event did or did not match: the verdict and the value seen at each clause of the query. */
  'rulewright/explain': {
    params: {
      readonly uri: string;
      readonly event: EventReference;
      /** Leaves out the picture of a sequence, which takes longer. */
      readonly clausesOnly?: boolean;
    };
    result: Explanation;
  };
  /** What a sequence made of events, as a picture shows it: see {@link ViewSource}. */
  'rulewright/sequence': {
    params: { readonly uri: string; readonly source: ViewSource };
    result: SequencePicture;
  };
  /** The rows of an ES|QL rule behind one of its commands, as a table. */
  'rulewright/rowsBehind': {
    params: {
      readonly uri: string;
      readonly source: ViewSource;
      /** Where the command stands in the rule; the last command for a position behind the query. */
      readonly position: WirePosition;
    };
    result: RowsBehind;
  };
  /** The investigation guide, setup and false positives of an open rule as sanitised HTML. */
  'rulewright/guide': {
    params: { readonly uri: string; readonly event?: EventReference };
    result: GuidePreview;
  };
  /** The techniques and subtechniques of a tactic, to choose from. */
  'rulewright/techniques': { params: { readonly tactic: string }; result: readonly TechniqueChoice[] };
  /** The files of a rule that is begun, from a template or from an event. */
  'rulewright/newRule': { params: NewRuleChoice; result: BegunRule };
  /** How a document is checked, for the status of the editor. */
  'rulewright/checks': { params: { readonly uri: string }; result: ChecksState };
  'rulewright/status': { params: null; result: ServerStatus };
}

/** Every notification of ours. */
export interface Notifications {
  /** The user said that this document is a rule, whatever it holds. */
  'rulewright/treatAsRule': { readonly uri: string };
  /** In a browser, where the server has no disk: the contents of files, and the URIs of those that are gone. */
  'rulewright/files': {
    readonly files: readonly { readonly uri: string; readonly bytes: Uint8Array }[];
    readonly removed: readonly string[];
  };
  /** From the server: {@link ChecksState} may have changed, because rules or schemas have been read. */
  'rulewright/checksChanged': undefined;
}

/** What applies to the checks of a document. Paths are as people see them in the workspace. */
export interface ChecksState {
  readonly profile: 'default' | 'elastic';
  /** The configuration in use. */
  readonly configuration?: string;
  /** The checkout of detection-rules that the document lies in. */
  readonly checkout?: string;
  /** Of the checkout; as long as they are being read unknown fields are not reported. */
  readonly schemas?: 'reading' | 'ready';
  /** Schemas that the checkout lacks. */
  readonly missing?: readonly string[];
  /** Number of rules in the workspace. */
  readonly rules: number;
  /** Whether the rules of the workspace are still being read. */
  readonly isIndexing: boolean;
}

/** A technique or subtechnique of ATT&CK. */
export interface TechniqueChoice {
  readonly id: string;
  readonly name: string;
}

/** What a new rule is to be. */
export interface NewRuleChoice {
  /** A rule type, such as `eql`. */
  readonly type: string;
  readonly name: string;
  /** Id of a tactic. */
  readonly tactic?: string;
  /** Id of a technique or subtechnique. */
  readonly technique?: string;
  /** An event that it is to find: that of a run, or the one at a line of a text. */
  readonly event?: EventReference | { readonly text: string; readonly line: number };
}

/** The files of a rule that is begun; with an error they are empty. */
export interface BegunRule {
  readonly fileName: string;
  readonly text: string;
  readonly testFileName: string;
  readonly testText: string;
  readonly error?: string;
}

export interface RuleOverview {
  /** False for any document that is not a rule; then nothing else is set. */
  readonly isRule: boolean;
  readonly name?: string;
  /** The value of the query key, delimiters included. */
  readonly queryRange?: WireRange;
  /** The test file beside the rule, when there is one. */
  readonly testFile?: string;
  readonly testCount: number;
  /** Whether the query is a sequence, so that it can be shown as a picture. */
  readonly isSequence?: boolean;
  /** What came of the last run of its tests, when there was one. */
  readonly lastRun?: LastRun;
  /** What its tests were last found to notice, and whether the rule or its tests have changed since. */
  readonly proof?: ProofScore & { readonly outdated: boolean };
}

/** How many of the changes of a rule its tests notice. */
export interface ProofScore {
  readonly noticed: number;
  readonly counted: number;
}

/** What the tests of a rule notice. */
export interface Proof extends ProofScore {
  readonly places: readonly ProvedPlace[];
  /** Names of cases that fail as the rule is: they prove nothing. */
  readonly failing: readonly string[];
  /** Why nothing was tried. */
  readonly error?: string;
}

/** A rule beside its last commit. */
export interface Comparison {
  /** Whether it differs in more than spaces and comments; false also where git does not know it. */
  readonly differs: boolean;
  /** Events that were made, and tests, that raise more alerts than before. */
  readonly gained: number;
  readonly lost: number;
  /** What changed, in words. */
  readonly lines: readonly string[];
}

/** A rule as Kibana takes it, as JSON; empty with an error. */
export interface ApiPayload {
  readonly text: string;
  readonly error?: string;
}

/** A condition, or what else was changed in a rule. */
export interface ProvedPlace {
  /** The key `query` for what the rule asks beside its query. */
  readonly range: WireRange;
  /** What changed rules do that no test notices. */
  readonly unnoticed: readonly string[];
}

/** A case to be made: with an alert, one that fails the condition at a position, or one that notices a change. */
export type WantedCase =
  | { readonly kind: 'match' }
  | { readonly kind: 'near-miss'; readonly position: WirePosition }
  | { readonly kind: 'unnoticed'; readonly description: string };

/** How many cases of a test file ended how when they were last run. */
export interface LastRun {
  readonly passed: number;
  /** Those with errors count as well. */
  readonly failed: number;
  readonly todo: number;
  /** The rule or its tests have changed since. */
  readonly outdated: boolean;
}

/** The rule that a test file belongs to. */
export interface TestFileOwner {
  readonly uri: string;
  /** Undefined when it could not be found. */
  readonly rule?: string;
  readonly ruleName?: string;
  /** The line of its query key. */
  readonly queryLine?: number;
}

/** Edits of one file, to be applied together. */
export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
  /** Why there are none. */
  readonly error?: string;
}

export interface TestFileOverview {
  /** The rule that the file tests, when it could be found. */
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
  /** The reason why the case is allowed to fail. */
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
  /** The explanation of a failure: what was expected, what happened, and which clause decided. Markdown. */
  readonly message?: string;
  /** The clause of the rule that decided, or the place in the test file that is wrong. */
  readonly location?: WireLocation;
  /** Of a failure: expected and actual as they are written behind `expect:`, and where that stands. */
  readonly difference?: {
    readonly expected: string;
    readonly actual: string;
    /** Why, as lines of text: what did not hold. */
    readonly explanation: readonly string[];
    readonly location: WireLocation;
  };
  readonly milliseconds: number;
}

/** An event of a file, counted as `rulewright run` counts: from 0, in reading order. */
export interface EventReference {
  readonly uri: string;
  readonly index: number;
  /** Of a test file: the case, from 0; `index` then counts the events of the case. */
  readonly case?: number;
}

/** Events from one place. */
export interface EventGroup {
  /** The case or the file. */
  readonly title: string;
  readonly events: readonly FoundEvent[];
}

/** A case that is added to a test file. */
export interface NewCase extends FileEdits {
  /** Whether the test file does not exist yet; then the edit is its whole text. */
  readonly create: boolean;
  readonly name: string;
}

export interface EventRun {
  /** Files that were read. */
  readonly files: number;
  readonly events: number;
  readonly alerts: readonly EventAlert[];
  /** A few events that did not match, those that fail in the fewest clauses first. */
  readonly nearest: readonly EventMiss[];
  /** Set when the run was cancelled: there may be more events and alerts. */
  readonly stopped?: boolean;
  /** What could not be read, and what the engine would have dropped. */
  readonly notes: readonly string[];
  /** Why nothing could be run: no fixtures, a broken query, a rule type that cannot be evaluated. */
  readonly error?: string;
}

export interface EventAlert {
  /** One event, or the events of a sequence in step order; null where a missing event was asked for. */
  readonly events: readonly (MatchedEvent | null)[];
}

export interface MatchedEvent extends FoundEvent {
  /** The values that made the clauses hold. */
  readonly values: readonly SeenValue[];
}

/** A field and what an event has in it, as text. */
export interface SeenValue {
  readonly field: string;
  readonly value: string;
}

export interface EventMiss {
  readonly event: FoundEvent;
  /** Clauses that do not hold. */
  readonly failing: number;
  /** The first of them and the value that was seen. */
  readonly reason: string;
}

export interface FoundEvent extends EventReference {
  readonly range: WireRange;
  /** A few telling values of the event: `exec kubectl (host web-1)`. */
  readonly label: string;
}

export interface Explanation {
  readonly matched: boolean;
  /** The explanation as text, as `rulewright explain` prints it. */
  readonly text: string;
  readonly clauses: readonly ExplainedClause[];
  /** Of a sequence: what it made of the events of the file. */
  readonly sequence?: SequencePicture;
  /** Of an ES|QL rule: what its commands made of all events of the file or the case. */
  readonly pipeline?: readonly PipelineStep[];
  readonly error?: string;
}

export interface ExplainedClause {
  readonly range: WireRange;
  readonly result: 'matched' | 'not-matched' | 'not-reached';
  /** The value that was seen and the reason, for the hover. */
  readonly note: string;
  /**
   * The same in short, for the place behind the clause: without the name of the field that stands in it, and empty where
   * the clause holds and ends in the value.
   */
  readonly seen: string;
}

/** What a command of ES|QL made of rows. */
export interface PipelineStep {
  readonly range: WireRange;
  /** Null for the first command. */
  readonly rowsIn: number | null;
  readonly rowsOut: number;
}

/** Rows of ES|QL between two commands. */
export interface RowsBehind {
  /** The command, for people: `STATS in line 12`. */
  readonly title: string;
  /** Where the events come from, for people. */
  readonly source: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The first rows. */
  readonly rows: readonly ShownRow[];
  /** How many rows there are. */
  readonly total: number;
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface ShownRow {
  /** The values as text; null for null. */
  readonly cells: readonly (string | null)[];
  /** The event that it is, for a row of one event. */
  readonly event?: FoundEvent;
}

/** Where the events of a picture come from: a file, a case of a test file, or the files of `rulewright.fixtures`. */
export type ViewSource =
  | { readonly kind: 'event'; readonly event: EventReference }
  | { readonly kind: 'test'; readonly testFile: string; readonly index: number }
  | { readonly kind: 'fixtures' };

/** A sequence on events: one lane for each value of the join keys. */
export interface SequencePicture {
  /** Name of the rule. */
  readonly title: string;
  /** Where the events come from, for people. */
  readonly source: string;
  /** Events that were looked at. */
  readonly events: number;
  readonly steps: readonly SequenceStep[];
  /** Text of the until step. */
  readonly until?: string;
  readonly keyFields: readonly string[];
  /** For people: `2m`. */
  readonly maxspan?: string;
  /** Those that came furthest first. */
  readonly lanes: readonly SequenceLane[];
  /** What is left out. */
  readonly notes: readonly string[];
  readonly error?: string;
}

export interface SequenceStep {
  /** As in the query, from 1. */
  readonly number: number;
  /** The event filter, in one line. */
  readonly text: string;
  /** Whether the step asks that no such event occurs. */
  readonly missing: boolean;
  /** Events that match it, whatever their keys. */
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
  /** In order of time. */
  readonly events: readonly LaneEvent[];
}

export interface LaneEvent extends FoundEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  /**
   * `reached`: part of the furthest partial match; `match`: matches a step; `until`; `missing`: matches a step that asks
   * for no event; `near`: matches nothing, or has another key.
   */
  readonly role: 'reached' | 'match' | 'until' | 'missing' | 'near';
  /** Steps that it matches, from 1. */
  readonly steps: readonly number[];
  /** Whether it is the reason why the lane stopped. */
  readonly stops: boolean;
}

export interface GuidePreview {
  readonly title: string;
  readonly sections: readonly {
    readonly title: string;
    /**
     * Sanitised: no scripts, no event handlers, no styles, no remote images. Blocks have `data-line`, the line of the
     * document where they start.
     */
    readonly html: string;
  }[];
  /** What Kibana does not show as it is written. */
  readonly problems: readonly { readonly message: string; readonly range: WireRange }[];
  /** The event that `{{field}}` was filled in from, for people. */
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
