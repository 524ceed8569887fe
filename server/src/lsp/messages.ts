/**
 * The requests that the Language Server Protocol does not have: what our own client and server say to each other.
 * Types only, so that the client can import this file without taking server code along. Lines and characters are
 * zero-based, as in LSP; `uri` is a document URI.
 */

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

/** Every request of ours: its method, what is sent and what comes back. */
export interface Requests {
  /** What the code lens above the query shows. */
  'rulewright/rule': { params: { readonly uri: string }; result: RuleOverview };
  /** The cases of one test file, for the Test Explorer. `uri` is that of the test file. */
  'rulewright/testCases': { params: { readonly uri: string }; result: TestFileOverview };
  /** Runs a test file, or some of its cases by index; open documents count as they are in the editor. */
  'rulewright/runTests': {
    params: { readonly uri: string; readonly cases?: readonly number[] };
    result: TestRun;
  };
  /** Runs an open rule, unsaved text included, on every file of the setting `rulewright.fixtures`. */
  'rulewright/runOnFixtures': { params: { readonly uri: string }; result: FixtureRun };
  /** Why one event did or did not match: the verdict and the value seen at each clause of the query. */
  'rulewright/explain': {
    params: { readonly uri: string; readonly event: EventReference };
    result: Explanation;
  };
  /** The investigation guide of an open rule as sanitised HTML. */
  'rulewright/guide': {
    params: { readonly uri: string; readonly event?: EventReference };
    result: GuidePreview;
  };
  'rulewright/status': { params: null; result: ServerStatus };
}

/** Every notification of ours. */
export interface Notifications {
  /** The user said that this document is a rule, whatever it holds. */
  'rulewright/treatAsRule': { readonly uri: string };
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
}

export interface TestFileOverview {
  /** The rule that the file tests, when it could be found. */
  readonly rule?: string;
  readonly ruleName?: string;
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
  readonly milliseconds: number;
}

/** An event of a file, counted as `rulewright run` counts: from 0, in reading order. */
export interface EventReference {
  readonly uri: string;
  readonly index: number;
}

export interface FixtureRun {
  /** Files that were read. */
  readonly files: number;
  readonly events: number;
  readonly alerts: readonly FixtureAlert[];
  /** What could not be read, and what the engine would have dropped. */
  readonly notes: readonly string[];
  /** Why nothing could be run: no fixtures, a broken query, a rule type that cannot be evaluated. */
  readonly error?: string;
}

export interface FixtureAlert {
  /** One event, or the events of a sequence in step order; null where a missing event was asked for. */
  readonly events: readonly (FixtureEvent | null)[];
}

export interface FixtureEvent extends EventReference {
  readonly range: WireRange;
  /** A few telling values of the event: `exec kubectl (host web-1)`. */
  readonly label: string;
}

export interface Explanation {
  readonly matched: boolean;
  /** The explanation as text, as `rulewright explain` prints it. */
  readonly text: string;
  readonly clauses: readonly ExplainedClause[];
  readonly error?: string;
}

export interface ExplainedClause {
  readonly range: WireRange;
  readonly result: 'matched' | 'not-matched' | 'not-reached';
  /** The value that was seen and the reason, for the end of the line and the hover. */
  readonly note: string;
}

export interface GuidePreview {
  readonly title: string;
  /** Sanitised: no scripts, no event handlers, no styles, no remote images. */
  readonly html: string;
  readonly error?: string;
}

export interface ServerStatus {
  readonly version: string;
  readonly processId: number;
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly openRules: number;
}
