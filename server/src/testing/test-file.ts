import type { EventObject } from '../evaluate/values/access.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** A test file as it was written (docs/testing-rules.md#the-file). Spans are offsets in its text. */
export interface TestFile {
  /** The rule that is named, relative to the file; undefined for the rule beside the file. */
  readonly rule: { readonly path: string; readonly span: Span } | undefined;
  /** ISO 8601. */
  readonly now: string;
  /** Merged under every event. */
  readonly defaults: EventObject;
  readonly cases: readonly TestCase[];
  /** What of the file cannot be read that every case needs, so that none of them can run. */
  readonly fault: Problem | undefined;
  readonly problems: readonly Problem[];
}

export interface TestCase {
  readonly name: string;
  /** The case as a whole. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly events: readonly TestEvent[];
  /** A file of events, relative to the test file. */
  readonly eventsFrom: { readonly path: string; readonly span: Span } | undefined;
  /** For new_terms: earlier events. */
  readonly history: readonly TestEvent[] | undefined;
  /** For threat_match: documents of the indicator index. */
  readonly indicators: readonly TestEvent[] | undefined;
  /** For machine_learning: the records that stand in for events. */
  readonly anomalies: readonly TestEvent[] | undefined;
  /** Exception items as Kibana has them. */
  readonly exceptions: readonly TestEvent[] | undefined;
  /** For ES|QL: lookup tables and enrich policies. */
  readonly tables: readonly TestTable[];
  /** For ES|QL: what a language model answers, to all rows or to each in its order. */
  readonly answers: string | readonly string[] | undefined;
  readonly expect: Expectation;
  /** What of the case cannot be read, so that it cannot run. */
  readonly fault: Problem | undefined;
  /** Why the case may fail. */
  readonly todo: string | undefined;
}

/** A table that a query joins with: its documents, or a file of them, relative to the test file. */
export interface TestTable {
  readonly name: string;
  readonly rows: readonly TestEvent[];
  readonly from: { readonly path: string; readonly span: Span } | undefined;
}

export interface TestEvent {
  readonly event: EventObject;
  readonly span: Span;
}

/** What a case expects. */
export interface Expectation {
  /** `some`: at least one alert. */
  readonly alerts: number | 'some';
  /** For event queries the events that raise the alerts, for sequences the events of each; undefined: not checked. */
  readonly events: readonly number[] | readonly (readonly (number | null)[])[] | undefined;
  /** For queries whose rows raise the alerts: some columns of each; undefined: not checked. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly span: Span;
  /** Where the values stand when the expectation is a map. */
  readonly places?: { readonly alerts: Span | undefined; readonly events: Span | undefined };
}

/** The base of `at` when a file gives no `now`. */
export const defaultNow = '2026-01-01T00:00:00Z';
