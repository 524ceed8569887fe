/** Requests about test files and their cases. Types only (see `messages.ts`). */

import type { FileEdits, WireLocation, WireRange } from './wire.js';

export interface TestRequests {
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
}

/** A case to add to a test file. */
export interface NewCase extends FileEdits {
  /** Whether the test file does not exist yet; then the edit is its whole text. */
  readonly create: boolean;
  readonly name: string;
}

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
