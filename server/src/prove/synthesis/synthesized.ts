import type { EventObject } from '../../evaluate/values/access.js';
import type { Span } from '../../text/span.js';

/** A case that was made for a rule and does what it says when it is run. */
export interface SynthesizedCase {
  readonly kind: 'match' | 'near-miss';
  /** What the case shows: the condition that a near miss fails, as it is written in the query. */
  readonly name: string;
  /** Where the condition of a near miss stands in the query; undefined for what the rule asks beside it. */
  readonly span?: Span;
  /** Events as a test file has them; those of anomalies for rules that look at these. */
  readonly events: readonly EventObject[];
  readonly history?: readonly EventObject[];
  readonly indicators?: readonly EventObject[];
  readonly isAnomaly?: true;
  readonly expect: 'alert' | 'no alert';
}

/** What could not be made, and why. */
export interface SynthesisFailure {
  readonly name: string;
  readonly span?: Span;
  readonly reason: string;
}

/** The cases of a rule, all of them run before. */
export interface Synthesis {
  readonly cases: readonly SynthesizedCase[];
  readonly failures: readonly SynthesisFailure[];
}

/** What is to be made. */
export interface SynthesisRequest {
  readonly match: boolean;
  readonly nearMisses: boolean;
  /** A match for each value of each list of a condition. */
  readonly eachValue: boolean;
  readonly seed: number;
}
