import type { EventObject } from '../evaluate/values/access.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** A parsed test file (docs/testing-rules.md#the-file). Spans are offsets in its text. */
export interface TestFile {
  /** The named rule, relative to the file; undefined for the rule beside the file. */
  readonly rule: { readonly path: string; readonly span: Span } | undefined;
  /** ISO 8601. */
  readonly now: string;
  /** Merged under every event. */
  readonly defaults: EventObject;
  readonly cases: readonly TestCase[];
  /** A problem that prevents every case from running. */
  readonly fault: Problem | undefined;
  readonly problems: readonly Problem[];
}

export interface TestCase {
  readonly name: string;
  /** The whole case. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly events: readonly TestEvent[];
  /** An event file, relative to the test file. */
  readonly eventsFrom: { readonly path: string; readonly span: Span } | undefined;
  /** For new_terms: earlier events. */
  readonly history: readonly TestEvent[] | undefined;
  /** For threat_match: documents of the indicator index. */
  readonly indicators: readonly TestEvent[] | undefined;
  /** For machine_learning: the records that replace events. */
  readonly anomalies: readonly TestEvent[] | undefined;
  /** Exception items in Kibana's format. */
  readonly exceptions: readonly TestEvent[] | undefined;
  /** For ES|QL: lookup tables and enrich policies. */
  readonly tables: readonly TestTable[];
  /** For ES|QL: a language model's answers, for all rows or for each in order. */
  readonly answers: string | readonly string[] | undefined;
  readonly expect: Expectation;
  /** A problem that prevents the case from running. */
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

/** The expectation of a case. */
export interface Expectation {
  /** `some`: at least one alert. */
  readonly alerts: number | 'some';
  /**
   * For event queries the events that raise the alerts, for sequences the events of each; undefined if not
   * checked.
   */
  readonly events: readonly number[] | readonly (readonly (number | null)[])[] | undefined;
  /** For queries whose rows raise the alerts: some columns of each; undefined if not checked. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly span: Span;
  /** The ranges of the values if the expectation is a map. */
  readonly places?: { readonly alerts: Span | undefined; readonly events: Span | undefined };
}

/** The base of `at` for a file without `now`. */
export const defaultNow = '2026-01-01T00:00:00Z';
